// One-two-three-mutex prints 1, 2, 3 in two goroutines. Each holds the mutex
// for its whole loop, so their numbers never interleave.
package main

import (
	"fmt"
	"sync"
	"time"
)

var mu sync.Mutex

func oneTwoThree() {
	mu.Lock()
	defer mu.Unlock()
	for i := 1; i <= 3; i++ {
		fmt.Println(i)
		time.Sleep(time.Millisecond)
	}
}

func main() {
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			oneTwoThree()
		}()
	}
	wg.Wait()
}
