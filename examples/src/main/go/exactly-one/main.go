// Exactly-one locks a mutex in many goroutines at the same time: exactly one
// gets it.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

const n = 100

// hundred runs the function in n goroutines, all at once, and waits for them.
func hundred(f func()) {
	begin := make(chan struct{})
	var wg sync.WaitGroup
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-begin
			f()
		}()
	}
	close(begin)
	wg.Wait()
}

func main() {
	var mu sync.Mutex
	var holders, most, all atomic.Int32
	hundred(func() {
		mu.Lock()
		now := holders.Add(1)
		for m := most.Load(); now > m && !most.CompareAndSwap(m, now); m = most.Load() {
		}
		runtime.Gosched() // the others try, too
		all.Add(1)
		holders.Add(-1)
		mu.Unlock()
	})
	fmt.Printf("%d goroutines held the lock, at most %d at a time\n", all.Load(), most.Load())

	// The memory model would let all of them fail; no implementation does.
	var lucky atomic.Int32
	hundred(func() {
		if mu.TryLock() {
			lucky.Add(1) // and keeps it
		}
	})
	fmt.Printf("%d of %d got it by TryLock\n", lucky.Load(), n)
}
