package benchmarks

import (
	"sync"
	"testing"
)

// A token goes round a ring of goroutines; one hop.
func BenchmarkRing(b *testing.B) {
	const members = 1_000
	const laps = elements / members
	rounds(b, elements, func() {
		var ended sync.WaitGroup
		ended.Add(members)
		first := make(chan int)
		in := first
		for m := 1; m <= members; m++ {
			out := make(chan int)
			if m == members {
				out = first
			}
			go func(in, out chan int, last bool) {
				defer ended.Done()
				for lap := 1; lap <= laps; lap++ {
					token := <-in
					// Nobody would receive the very last hop.
					if !last || lap < laps {
						out <- token
					}
				}
			}(in, out, m == members)
			in = out
		}
		first <- 1
		ended.Wait()
	})
}

// The sieve of chained goroutines, one for each prime, up to the 300th prime, and a 0 that ends it; one prime.
func BenchmarkSieve(b *testing.B) {
	const primes = 300
	const last = 1987
	rounds(b, primes, func() {
		numbers := make(chan int)
		go generate(last, numbers)
		found := 0
		for {
			prime := <-numbers
			if prime == 0 {
				break
			}
			found++
			rest := make(chan int)
			go filter(prime, numbers, rest)
			numbers = rest
		}
		if found != primes {
			b.Fatalf("%d primes", found)
		}
	})
}

func generate(last int, out chan<- int) {
	for i := 2; i <= last; i++ {
		out <- i
	}
	out <- 0
}

func filter(prime int, in <-chan int, out chan<- int) {
	for {
		n := <-in
		if n == 0 {
			out <- 0
			return
		}
		if n%prime != 0 {
			out <- n
		}
	}
}

// A tree with ten children a goroutine and a million leaves, their sum sent up; the whole tree.
func BenchmarkSkynet(b *testing.B) {
	rounds(b, 1, func() {
		sum := make(chan int64)
		go skynet(sum, 0, 1_000_000)
		if got := <-sum; got != 499_999_500_000 {
			b.Fatalf("the sum is %d", got)
		}
	})
}

func skynet(up chan<- int64, number, size int64) {
	if size == 1 {
		up <- number
		return
	}
	children := make(chan int64)
	for i := int64(0); i < 10; i++ {
		go skynet(children, number+i*(size/10), size/10)
	}
	var sum int64
	for i := 0; i < 10; i++ {
		sum += <-children
	}
	up <- sum
}

// Starting goroutines and waiting for their end, a thousand at a time; one goroutine.
func BenchmarkStartJoin(b *testing.B) {
	const batch = 1_000
	onEither(b, func(b *testing.B, start starter) {
		rounds(b, batch, func() {
			var ended sync.WaitGroup
			ended.Add(batch)
			for i := 0; i < batch; i++ {
				start(ended.Done)
			}
			ended.Wait()
		})
	})
}
