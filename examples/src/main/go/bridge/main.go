// Bridge turns a channel of channels into one channel, which gives the values
// of the first, then those of the second, and so on.
package main

import (
	"fmt"
	"math"
	"strings"
)

func bridge[T any](done <-chan struct{}, channels <-chan (<-chan T)) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for {
			select {
			case <-done:
				return
			case ch, ok := <-channels:
				if !ok || !forward(done, out, ch) {
					return
				}
			}
		}
	}()
	return out
}

// forward sends on what it receives, and reports whether it came to the end.
func forward[T any](done <-chan struct{}, out chan<- T, in <-chan T) bool {
	for {
		select {
		case <-done:
			return false
		case v, ok := <-in:
			if !ok {
				return true
			}
			select {
			case out <- v:
			case <-done:
				return false
			}
		}
	}
}

// threes sends channels with 1 2 3, with 4 5 6, and so on up to the last
// number; each is closed at its end.
func threes(done <-chan struct{}, last int) <-chan (<-chan int) {
	channels := make(chan (<-chan int))
	go func() {
		defer close(channels)
		for i := 1; i <= last-2; i += 3 {
			three := make(chan int, 3)
			three <- i
			three <- i + 1
			three <- i + 2
			close(three)
			select {
			case channels <- three:
			case <-done:
				return
			}
		}
	}()
	return channels
}

func main() {
	done := make(chan struct{})

	var line []string
	for i := range bridge(done, threes(done, 9)) {
		line = append(line, fmt.Sprint(i))
	}
	fmt.Println(strings.Join(line, " "))

	for i := range bridge(done, threes(done, math.MaxInt32)) {
		if i == 5 {
			close(done)
			break
		}
	}
	fmt.Println("stopped")
}
