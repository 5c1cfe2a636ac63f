package benchmarks

import (
	"fmt"
	"sync"
	"testing"
)

var crowds = []int{10, 1_000, 100_000}

// rehearsals is how often each member of a crowd gets an element before anything is measured.
const rehearsals = 2

// bystanders are goroutines that wait for elements from one channel, and wait again for each that they get.
func bystanders(waiting int) (elements chan int, disperse func()) {
	elements = make(chan int)
	var running, ended sync.WaitGroup
	running.Add(waiting)
	ended.Add(waiting)
	for i := 0; i < waiting; i++ {
		go func() {
			defer ended.Done()
			running.Done()
			for range elements {
			}
		}()
	}
	running.Wait()
	return elements, func() {
		close(elements)
		ended.Wait()
	}
}

// One goroutine sends to the longest waiting of many, which then waits again; one element.
func BenchmarkCrowd(b *testing.B) {
	const count = 20_000
	for _, waiting := range crowds {
		b.Run(fmt.Sprintf("waiting=%d", waiting), func(b *testing.B) {
			channel, disperse := bystanders(waiting)
			defer disperse()
			send(channel, rehearsals*waiting) // as in Java, each is served before it counts
			rounds(b, count, func() { send(channel, count) })
		})
	}
}

// send has one goroutine send elements.
func send(channel chan<- int, elements int) {
	inParallel(1, func() {
		for i := 0; i < elements; i++ {
			channel <- 1
		}
	})
}

// An attempt to receive where many wait to receive; one attempt.
func BenchmarkCrowdTryReceive(b *testing.B) {
	const count = 1_000
	for _, waiting := range crowds {
		b.Run(fmt.Sprintf("waiting=%d", waiting), func(b *testing.B) {
			channel, disperse := bystanders(waiting)
			defer disperse()
			rounds(b, count, func() {
				found := 0
				for i := 0; i < count; i++ {
					select {
					case <-channel:
						found++
					default:
					}
				}
				sink.Add(uint64(found))
			})
		})
	}
}
