// Fibonacci selects between sending the next of Fibonacci's numbers and being
// told to quit.
package main

import "fmt"

func generate(numbers chan<- int, quit <-chan struct{}) {
	for x, y := 0, 1; ; {
		select {
		case numbers <- x:
			x, y = y, x+y
		case <-quit:
			fmt.Println("quit")
			return
		}
	}
}

func main() {
	numbers := make(chan int)
	quit := make(chan struct{})
	go func() {
		for range 10 {
			fmt.Println(<-numbers)
		}
		quit <- struct{}{}
	}()
	generate(numbers, quit)
}
