// Bounded-semaphore makes a semaphore of a channel: a worker puts a token into
// the buffer before its work, and takes one out afterwards.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

const limit = 3

func main() {
	tokens := make(chan struct{}, limit)
	var working, most, worked atomic.Int32
	var wg sync.WaitGroup

	for range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			tokens <- struct{}{}
			defer func() { <-tokens }()
			now := working.Add(1)
			for m := most.Load(); now > m && !most.CompareAndSwap(m, now); m = most.Load() {
			}
			runtime.Gosched() // the work
			worked.Add(1)
			working.Add(-1)
		}()
	}

	wg.Wait()
	fmt.Println(worked.Load(), "have worked")
	fmt.Printf("never more than %d at once: %t\n", limit, most.Load() <= limit)
}
