// Or-done wraps a channel so that a plain loop over it ends when the channel
// is closed, or else when done is.
package main

import "fmt"

func orDone[T any](done <-chan struct{}, in <-chan T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for {
			select {
			case <-done:
				return
			case v, ok := <-in:
				if !ok {
					return
				}
				select {
				case out <- v:
				case <-done:
				}
			}
		}
	}()
	return out
}

func main() {
	done := make(chan struct{})

	ends := make(chan int, 3)
	for i := 1; i <= 3; i++ {
		ends <- i
	}
	close(ends)
	for i := range orDone(done, ends) {
		fmt.Println(i)
	}
	fmt.Println("the channel was closed")

	neverEnds := make(chan int, 1)
	neverEnds <- 4
	for i := range orDone(done, neverEnds) {
		fmt.Println(i)
		close(done) // without it the loop would wait forever
	}
	fmt.Println("done was closed")
}
