// Atomic-counters counts to a thousand in each of fifty goroutines, on one
// counter.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var visitors atomic.Int64
	var wg sync.WaitGroup

	for range 50 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 1000 {
				visitors.Add(1)
			}
		}()
	}

	wg.Wait()
	fmt.Println("visitors:", visitors.Load())
}
