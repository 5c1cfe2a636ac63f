// Fan-out-fan-in is a pipeline: one goroutine generates numbers, four square
// them, and their results are merged into one channel again. The end travels
// down the pipeline as each stage closes its channel.
package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

const workers = 4

func generate(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 1; i <= n; i++ {
			out <- i
		}
	}()
	return out
}

func square(in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range in {
			out <- i * i
		}
	}()
	return out
}

func merge[T any](ins ...<-chan T) <-chan T {
	out := make(chan T)
	var wg sync.WaitGroup
	for _, in := range ins {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range in {
				out <- v
			}
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func main() {
	numbers := generate(10)

	var squares []<-chan int
	for range workers {
		squares = append(squares, square(numbers)) // fan-out
	}

	var all []int
	sum := 0
	for i := range merge(squares...) { // fan-in
		all = append(all, i)
		sum += i
	}
	slices.Sort(all)
	fmt.Println("squares:", strings.ReplaceAll(fmt.Sprint(all), " ", ", ")) // as Java writes a list
	fmt.Println("sum:", sum)
}
