// Token-ring has a hundred goroutines in a circle hand on a token with a count.
// Each takes one off the count; the goroutine that gets it at zero reports it.
package main

import "fmt"

const size = 100

func node(id int, from <-chan int, to chan<- int, end chan<- int) {
	for token := range from {
		if token == 0 {
			end <- id
		} else {
			to <- token - 1
		}
	}
	if id < size {
		close(to)
	}
}

func main() {
	end := make(chan int)
	first := make(chan int)
	from := first
	for id := 1; id <= size; id++ {
		to := first
		if id < size {
			to = make(chan int)
		}
		go node(id, from, to, end)
		from = to
	}

	first <- 1036
	fmt.Printf("the token ended at goroutine %d of %d\n", <-end, size)
	close(first) // the close goes round as well
}
