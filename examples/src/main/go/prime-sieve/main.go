// Prime-sieve finds the primes below 100: numbers flow through a chain of
// goroutines, each of which passes on what its prime does not divide. The
// number that arrives at the end is the next prime, and lengthens the chain.
package main

import "fmt"

func numbers(limit int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 2; i < limit; i++ {
			out <- i
		}
	}()
	return out
}

func without(prime int, in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range in {
			if i%prime != 0 {
				out <- i
			}
		}
	}()
	return out
}

func main() {
	ch := numbers(100)
	for {
		prime, ok := <-ch
		if !ok {
			return
		}
		fmt.Println(prime)
		ch = without(prime, ch)
	}
}
