// Preemption computes in as many goroutines as there are processors, until
// another one tells them to stop. Since Go 1.14 that one would get to run even
// without the calls of Gosched; the Java program needs them.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

func main() {
	var stop atomic.Bool
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for !stop.Load() {
				runtime.Gosched()
			}
		}()
	}
	go stop.Store(true)
	wg.Wait()
	fmt.Println("all goroutines that computed have been stopped")
}
