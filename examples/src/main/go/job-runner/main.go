// Job-runner runs jobs by a pool of workers, no faster than a token bucket
// allows. It retries failed jobs, and runs until it is drained or cancelled, or
// until a job has failed if one failure stops all.
package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

type job struct {
	name string
	work func(ctx context.Context) error
}

var (
	errPermanent = errors.New("")
	errRejected  = errors.New("the runner takes no more jobs")
)

// group is what golang.org/x/sync/errgroup has, as far as it is needed here.
type group struct {
	running sync.WaitGroup
	once    sync.Once
	cancel  context.CancelFunc
	err     error
}

func (g *group) run(f func() error) {
	g.running.Add(1)
	go func() {
		defer g.running.Done()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
				g.cancel()
			})
		}
	}()
}

func (g *group) wait() error {
	g.running.Wait()
	g.cancel()
	return g.err
}

type tokenBucket chan struct{}

func newTokenBucket(ctx context.Context, size int, every time.Duration) tokenBucket {
	b := make(tokenBucket, size)
	for i := 0; i < size; i++ {
		b <- struct{}{}
	}
	go func() {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				select {
				case b <- struct{}{}:
				default:
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	return b
}

func (b tokenBucket) take(ctx context.Context) error {
	if ctx.Err() == nil {
		select {
		case <-b:
			return nil
		case <-ctx.Done():
		}
	}
	return ctx.Err()
}

type backoff struct{ first, most time.Duration }

func (b backoff) after(failures int) time.Duration {
	pause := b.first
	for i := 1; i < failures && pause < b.most; i++ {
		pause *= 2
	}
	return min(pause, b.most)
}

type stats struct {
	mu                       sync.Mutex
	done, cancelled, retries int
	failures                 []string
}

func (s *stats) update(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

type policy struct {
	workers, attempts int
	backoff           backoff
	failFast          bool
}

type runner struct {
	policy
	stats
	limiter  tokenBucket
	ctx      context.Context
	cancel   context.CancelFunc
	jobs     chan job
	draining chan struct{}
	drainOne sync.Once
	ended    chan struct{}
	err      error // set before ended is closed
}

func start(parent context.Context, p policy, limiter tokenBucket) *runner {
	r := &runner{policy: p, limiter: limiter, jobs: make(chan job),
		draining: make(chan struct{}), ended: make(chan struct{})}
	r.ctx, r.cancel = context.WithCancel(parent)
	workers := &group{cancel: r.cancel}
	for i := 0; i < p.workers; i++ {
		workers.run(r.work)
	}
	go func() {
		defer close(r.ended)
		r.err = workers.wait()
	}()
	return r
}

func (r *runner) submit(ctx context.Context, j job) error {
	select {
	case r.jobs <- j:
		return nil
	case <-r.draining:
		return errRejected
	case <-r.ctx.Done():
		return errRejected
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (r *runner) drain(ctx context.Context) error {
	r.drainOne.Do(func() { close(r.draining) })
	select {
	case <-r.ended:
		return r.err
	case <-ctx.Done():
		r.cancel()
		<-r.ended
		return ctx.Err()
	}
}

func (r *runner) work() error {
	for {
		select {
		case j := <-r.jobs:
			if err := r.run(j); err != nil {
				return err
			}
		case <-r.draining:
			return r.ctx.Err()
		case <-r.ctx.Done():
			return r.ctx.Err()
		}
	}
}

func (r *runner) run(j job) error {
	err := r.attempt(j)
	if err == nil {
		r.update(func() { r.done++ })
	} else if r.ctx.Err() != nil {
		r.update(func() { r.cancelled++ })
		return r.ctx.Err()
	} else {
		r.update(func() { r.failures = append(r.failures, j.name+": "+err.Error()) })
		if r.failFast {
			return err
		}
	}
	return nil
}

func (r *runner) attempt(j job) error {
	for attempt := 1; ; attempt++ {
		err := r.limiter.take(r.ctx)
		if err == nil {
			err = j.work(r.ctx)
		}
		if err == nil || errors.Is(err, errPermanent) || attempt == r.attempts || r.ctx.Err() != nil {
			return err
		}
		r.update(func() { r.retries++ })
		select {
		case <-time.After(r.backoff.after(attempt)):
		case <-r.ctx.Done():
			return r.ctx.Err()
		}
	}
}

func (r *runner) print(what string) {
	r.update(func() {
		fmt.Printf("%s: %d done, %d failed, %d cancelled, %d retries\n",
			what, r.done, len(r.failures), r.cancelled, r.retries)
		slices.Sort(r.failures)
		for _, failure := range r.failures {
			fmt.Println(" ", failure)
		}
	})
}

func all(ctx context.Context, b backoff) {
	const size, every = 5, 2 * time.Millisecond
	begin := time.Now()
	r := start(ctx, policy{4, 3, b, false}, newTokenBucket(ctx, size, every))
	for i := 1; i <= 20; i++ {
		r.submit(ctx, numbered(i))
	}
	r.drain(ctx)
	took := time.Since(begin)
	r.print("all")
	fmt.Println("no faster than the tokens:", took >= time.Duration(20+r.retries-size)*every)
}

// numbered is a job that fails the first time, for good, or always.
func numbered(i int) job {
	var attempts atomic.Int32
	return job{fmt.Sprintf("job %02d", i), func(context.Context) error {
		attempt := attempts.Add(1)
		switch {
		case i == 7:
			return fmt.Errorf("no such file%w", errPermanent)
		case i == 13:
			return errors.New("still out of order")
		case i%5 == 0 && attempt == 1:
			return errors.New("try again")
		}
		return nil
	}}
}

// untilDone runs until it is cancelled.
func untilDone(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

func deadline(ctx context.Context, b backoff, tokens tokenBucket) {
	r := start(ctx, policy{5, 1, b, false}, tokens)
	quick := make(chan string)
	for i := 1; i <= 2; i++ {
		r.submit(ctx, job{fmt.Sprint("slow ", i), untilDone})
	}
	for i := 1; i <= 3; i++ {
		name := fmt.Sprint("quick ", i)
		r.submit(ctx, job{name, func(context.Context) error {
			quick <- name
			return nil
		}})
	}
	for i := 1; i <= 3; i++ {
		<-quick
	}
	soon, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	err := r.drain(soon)
	r.print("a deadline")
	fmt.Println(" ", err)
}

func failFast(ctx context.Context, b backoff, tokens tokenBucket) {
	r := start(ctx, policy{4, 1, b, true}, tokens)
	for i := 1; i <= 3; i++ {
		r.submit(ctx, job{fmt.Sprint("job ", i), untilDone})
	}
	r.submit(ctx, job{"job 4", func(context.Context) error { return errors.New("disk full") }})
	err := r.drain(ctx)
	r.print("fail fast")
	fmt.Println(" ", err)
}

func stopped(parent context.Context, b backoff, tokens tokenBucket) {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	r := start(ctx, policy{1, 1, b, false}, tokens)
	done := 0
	oneMore := job{"one more", func(context.Context) error {
		if done++; done == 10 {
			cancel()
		}
		return nil
	}}
	for r.submit(ctx, oneMore) == nil {
	}
	err := r.drain(parent)
	fmt.Println("stopped:", r.done, "done")
	fmt.Println(" ", err)
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	b := backoff{time.Millisecond, 8 * time.Millisecond}
	all(ctx, b)

	plenty := newTokenBucket(ctx, 100, time.Millisecond)
	deadline(ctx, b, plenty)
	failFast(ctx, b, plenty)
	stopped(ctx, b, plenty)
}
