//go:build go1.25

package benchmarks

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

const tests = 100

// Tests with virtual time, one after the other: 17 calls with growing pauses until a deadline of a day; and a day of such
// retries, a ticker, and a function that is called at noon.
func BenchmarkVirtualTime(b *testing.B) {
	b.Run("test=retry", func(b *testing.B) { inBubbles(b, retryForADay) })
	b.Run("test=day", func(b *testing.B) { inBubbles(b, day) })
}

// synctest.Test needs a test, and here is only a benchmark. So the benchmark runs a test, which runs the rounds.
func inBubbles(b *testing.B, test func(t *testing.T)) {
	var once sync.Once
	ran := testing.RunTests(func(pattern, name string) (bool, error) { return true, nil },
		[]testing.InternalTest{{Name: b.Name(), F: func(t *testing.T) {
			once.Do(func() { // -test.count is meant for the benchmark
				rounds(b, tests, func() {
					for i := 0; i < tests; i++ {
						synctest.Test(t, test)
					}
				})
			})
		}}})
	if !ran {
		b.Fatal("a test has failed")
	}
}

func retryForADay(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 24*time.Hour)
	defer cancel()
	if calls := retry(ctx, 24*time.Hour); calls != 17 {
		t.Fatal(calls)
	}
}

func day(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 24*time.Hour+time.Millisecond)
	defer cancel()
	var calls, ticks, noons int
	var all sync.WaitGroup
	all.Add(2)
	go func() {
		defer all.Done()
		calls = retry(ctx, time.Hour)
	}()
	go func() {
		defer all.Done()
		ticks = tick(ctx)
	}()
	time.AfterFunc(12*time.Hour, func() { noons++ })
	all.Wait()
	if calls != 35 || ticks != 1440 || noons != 1 {
		t.Fatal(calls, ticks, noons)
	}
}

func retry(ctx context.Context, longest time.Duration) int {
	calls := 0
	for pause := time.Second; ; pause = min(2*pause, longest) {
		calls++
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return calls
		}
	}
}

func tick(ctx context.Context) int {
	minute := time.NewTicker(time.Minute)
	defer minute.Stop()
	for ticks := 0; ; ticks++ {
		select {
		case <-ctx.Done():
			return ticks
		case <-minute.C:
		}
	}
}
