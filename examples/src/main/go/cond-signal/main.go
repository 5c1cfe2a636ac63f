// Cond-signal hands over between two goroutines by a condition variable:
// waiting releases the lock, and a signal lets one waiter try to lock it again.
// The child never goes on: the main goroutine still holds the lock when it
// returns.
package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	mu   sync.Mutex
	cond = sync.NewCond(&mu)
)

func child() {
	mu.Lock()
	fmt.Println("RunChildThread, lock acquired")
	cond.Signal()
	fmt.Println("RunChildThread, Waiting")
	cond.Wait()
	fmt.Println("RunChildThread, Running")
}

func main() {
	mu.Lock()
	fmt.Println("RunMainThread, lock acquired")
	go child()
	fmt.Println("RunMainThread, Waiting")
	cond.Wait()
	fmt.Println("RunMainThread, Running")
	cond.Signal()
	time.Sleep(100 * time.Millisecond) // the child cannot run, however long this is
}
