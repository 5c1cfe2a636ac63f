// Tee splits a channel in two, each of which gets every value. A value goes to
// the side that is ready first; that side is then turned off, by a nil
// channel, and the other side gets the value next.
package main

import "fmt"

func tee[T any](done <-chan struct{}, in <-chan T) (<-chan T, <-chan T) {
	left, right := make(chan T), make(chan T)
	go func() {
		defer close(left)
		defer close(right)
		for v := range in {
			toLeft, toRight := left, right
			for range 2 {
				select {
				case toLeft <- v:
					toLeft = nil
				case toRight <- v:
					toRight = nil
				case <-done:
					return
				}
			}
		}
	}()
	return left, right
}

func main() {
	done := make(chan struct{})
	numbers := make(chan int)
	go func() {
		defer close(numbers)
		for i := 1; i <= 3; i++ {
			numbers <- i
		}
	}()

	left, right := tee(done, numbers)
	for i := range left {
		fmt.Println(i, "and", <-right)
	}
	_, ok := <-right
	fmt.Println("both closed:", !ok)
}
