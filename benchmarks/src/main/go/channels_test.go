package benchmarks

import (
	"fmt"
	"sync"
	"testing"
)

// transfer moves elements from the producers to the consumers through one channel; the number of elements is a
// multiple of both.
func transfer(b *testing.B, start starter, elements, capacity, producers, consumers int) {
	rounds(b, elements, func() {
		channel := make(chan int, capacity)
		begin := make(chan struct{})
		var ended sync.WaitGroup
		ended.Add(producers + consumers)
		for p := 0; p < producers; p++ {
			start(func() {
				defer ended.Done()
				<-begin
				for i := 0; i < elements/producers; i++ {
					channel <- 1
				}
			})
		}
		for c := 0; c < consumers; c++ {
			start(func() {
				defer ended.Done()
				<-begin
				sum := 0
				for i := 0; i < elements/consumers; i++ {
					sum += <-channel
				}
				sink.Add(uint64(sum))
			})
		}
		close(begin)
		ended.Wait()
	})
}

func BenchmarkContextSwitch(b *testing.B) {
	onEither(b, func(b *testing.B, start starter) {
		transfer(b, start, 20_000, 0, 1, 1)
	})
}

func BenchmarkUnbuffered(b *testing.B) {
	for _, g := range [][2]int{{4, 4}, {4, 1}, {1, 4}, {100, 100}} {
		b.Run(fmt.Sprintf("goroutines=%dx%d", g[0], g[1]), func(b *testing.B) {
			transfer(b, goroutine, elements, 0, g[0], g[1])
		})
	}
}

func BenchmarkBuffered(b *testing.B) {
	for _, capacity := range []int{1, 16, 128} {
		for _, n := range []int{1, 4} {
			b.Run(fmt.Sprintf("capacity=%d/goroutines=%dx%d", capacity, n, n), func(b *testing.B) {
				transfer(b, goroutine, elements, capacity, n, n)
			})
		}
	}
}

func BenchmarkChanProdCons(b *testing.B) {
	for _, capacity := range []int{0, 10, 100} {
		b.Run(fmt.Sprintf("capacity=%d", capacity), func(b *testing.B) {
			transfer(b, goroutine, elements, capacity, processors(), processors())
		})
	}
}

func BenchmarkPingPong(b *testing.B) {
	const trips = 10_000
	onEither(b, func(b *testing.B, start starter) {
		rounds(b, trips, func() {
			ping, pong := make(chan int), make(chan int)
			var ended sync.WaitGroup
			ended.Add(2)
			start(func() {
				defer ended.Done()
				sum := 0
				for i := 0; i < trips; i++ {
					ping <- 1
					sum += <-pong
				}
				sink.Add(uint64(sum))
			})
			start(func() {
				defer ended.Done()
				sum := 0
				for i := 0; i < trips; i++ {
					sum += <-ping
					pong <- 1
				}
				sink.Add(uint64(sum))
			})
			ended.Wait()
		})
	})
}

func BenchmarkChanSem(b *testing.B) {
	goroutines := processors()
	rounds(b, elements, func() {
		semaphore := make(chan int, goroutines)
		inParallel(goroutines, func() {
			for i := 0; i < elements/goroutines; i++ {
				semaphore <- 1
				<-semaphore
			}
		})
	})
}
