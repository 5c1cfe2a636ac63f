// Channel-synchronization waits by a receive until another goroutine has
// finished.
package main

import (
	"fmt"
	"time"
)

func bake(ready chan<- bool) {
	fmt.Println("the oven is on")
	time.Sleep(50 * time.Millisecond)
	fmt.Println("the bread is ready")

	ready <- true
}

func main() {
	ready := make(chan bool, 1)
	go bake(ready)

	<-ready
	fmt.Println("breakfast")
}
