// Daisy-chain lets ten thousand goroutines in a row whisper a number to their
// neighbor; each adds one.
package main

import "fmt"

const length = 10_000

func main() {
	leftmost := make(chan int)
	left := leftmost
	for range length {
		right := make(chan int)
		go func(to chan<- int, from <-chan int) { to <- 1 + <-from }(left, right)
		left = right
	}
	go func(rightmost chan<- int) { rightmost <- 1 }(left)
	fmt.Println("1 whispered through", length, "goroutines, each adding one:", <-leftmost)
}
