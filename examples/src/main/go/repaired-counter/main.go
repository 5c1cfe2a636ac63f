// Repaired-counter counts in five goroutines in three ways that are free of
// races: the variable is guarded by a mutex, is atomic, or belongs to one
// goroutine, to which the others send what to add.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

// five runs five goroutines that each call add a hundred times, and waits for
// them.
func five(add func()) {
	var wg sync.WaitGroup
	for range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				add()
			}
		}()
	}
	wg.Wait()
}

func withMutex() int {
	var mu sync.Mutex
	x := 0
	five(func() {
		mu.Lock()
		x++
		mu.Unlock()
	})
	return x
}

func withAtomic() int32 {
	var x atomic.Int32
	five(func() { x.Add(1) })
	return x.Load()
}

func withChannel() int {
	additions := make(chan int)
	go func() {
		defer close(additions)
		five(func() { additions <- 1 })
	}()
	x := 0
	for addition := range additions {
		x += addition
	}
	return x
}

func main() {
	fmt.Println("mutex:", withMutex())
	fmt.Println("atomic:", withAtomic())
	fmt.Println("channel:", withChannel())
}
