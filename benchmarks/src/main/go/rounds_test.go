// Package benchmarks has the shapes of Weft's JMH benchmarks in Go.
//
// The JMH class C with the parameter p=v is BenchmarkC/p=v here, parameters sorted by name; an
// operation is the same in both. Shapes are described in benchmarks/README.md.
package benchmarks

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// elements is how many elements one round moves, as in JMH's shapes.
const elements = 100_000

// sink takes what goroutines have computed, so that the compiler does not remove it.
var sink atomic.Uint64

// rounds runs round b.N times and reports the time of one of the ops operations in it. A round corresponds to an
// invocation in JMH: it starts all goroutines, does a fixed amount of work, and waits for their end.
func rounds(b *testing.B, ops int, round func()) {
	b.ResetTimer() // what was set up must not count, or b.N would be too small
	begin := time.Now()
	for i := 0; i < b.N; i++ {
		round()
	}
	spent := time.Since(begin)
	b.ReportMetric(float64(spent.Nanoseconds())/float64(b.N)/float64(ops), "ns/op")
}

// A starter starts a task in a goroutine of its own.
type starter func(task func())

func goroutine(task func()) {
	go task()
}

// osThread starts a goroutine that has an OS thread to itself: no other runs on that thread, which ends with it.
func osThread(task func()) {
	go func() {
		runtime.LockOSThread()
		task()
	}()
}

// onEither runs a benchmark on goroutines, and on OS threads.
func onEither(b *testing.B, run func(b *testing.B, start starter)) {
	b.Run("threads=goroutine", func(b *testing.B) { run(b, goroutine) })
	b.Run("threads=os", func(b *testing.B) { run(b, osThread) })
}

// inParallel runs task in n goroutines and waits for all of them.
func inParallel(n int, task func()) {
	var ended sync.WaitGroup
	ended.Add(n)
	for i := 0; i < n; i++ {
		go func() {
			defer ended.Done()
			task()
		}()
	}
	ended.Wait()
}

// processors is what the Java side gets from Runtime.availableProcessors. It takes a lock of the runtime's, so it must not
// be called in a loop that is measured.
func processors() int {
	return runtime.GOMAXPROCS(0)
}

// localWork is a chain of steps, each of which needs the result of the previous one. LocalWork is the same in Java.
func localWork(steps int, x uint64) uint64 {
	for i := 0; i < steps; i++ {
		x ^= x << 13
		x ^= x >> 7
	}
	return x
}
