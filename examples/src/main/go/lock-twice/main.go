// Lock-twice locks a mutex twice in one goroutine, which then waits until
// another goroutine unlocks it: a mutex is not reentrant, and has no owner.
package main

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"
)

func lockTwice(mu *sync.Mutex) {
	mu.Lock()
	fmt.Println("goroutine: locked once, locking again")
	mu.Lock()
	fmt.Println("goroutine: locked again")
	mu.Unlock()
}

// waitsFor returns what the goroutine that runs the function waits for: the
// words in the brackets of a goroutine dump.
func waitsFor(function string) string {
	buf := make([]byte, 1<<16)
	dump := string(buf[:runtime.Stack(buf, true)])
	for _, goroutine := range strings.Split(dump, "\n\n") {
		if strings.Contains(goroutine, function+"(") {
			_, state, _ := strings.Cut(goroutine, "[")
			state, _, _ = strings.Cut(state, "]")
			return state
		}
	}
	return ""
}

func main() {
	var mu sync.Mutex
	done := make(chan struct{})
	go func() {
		defer close(done)
		lockTwice(&mu)
	}()

	for waitsFor("main.lockTwice") != "sync.Mutex.Lock" {
		time.Sleep(time.Millisecond)
	}
	fmt.Println("watcher: the goroutine waits in", waitsFor("main.lockTwice"))
	time.Sleep(100 * time.Millisecond) // a year would make no difference
	fmt.Printf("watcher: it still waits in %s; unlocking\n", waitsFor("main.lockTwice"))
	mu.Unlock()
	<-done
}
