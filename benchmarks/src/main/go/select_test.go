package benchmarks

import (
	"fmt"
	"sync"
	"testing"
	"time"
)

// One goroutine selects over all channels, and a partner for each channel is busy on the other side; one element.
func BenchmarkSelect(b *testing.B) {
	for _, cases := range []int{2, 8} {
		for _, kind := range []string{"receive", "mixed", "timeout"} {
			b.Run(fmt.Sprintf("cases=%d/kind=%s", cases, kind), func(b *testing.B) {
				rounds(b, elements, func() {
					channels := make([]chan int, cases)
					var ended sync.WaitGroup
					ended.Add(cases + 1)
					for i := range channels {
						channels[i] = make(chan int)
						go func() {
							defer ended.Done()
							partner(channels[i], elements/cases, kind == "mixed" && i%2 == 1)
						}()
					}
					go func() {
						defer ended.Done()
						selecting(channels, kind)
					}()
					ended.Wait()
				})
			})
		}
	}
}

func partner(channel chan int, share int, receives bool) {
	for i := 0; i < share; i++ {
		if receives {
			<-channel
		} else {
			channel <- 1
		}
	}
}

// A select's cases are fixed in its source, so each kind has its own.
func selecting(c []chan int, kind string) {
	switch {
	case len(c) == 2 && kind == "receive":
		for i := 0; i < elements; i++ {
			select {
			case <-c[0]:
			case <-c[1]:
			}
		}
	case len(c) == 2 && kind == "mixed":
		for i := 0; i < elements; i++ {
			select {
			case <-c[0]:
			case c[1] <- 1:
			}
		}
	case len(c) == 2 && kind == "timeout":
		timeout := time.NewTimer(time.Second)
		for i := 0; i < elements; i++ {
			timeout.Reset(time.Second)
			select {
			case <-c[0]:
			case <-c[1]:
			case <-timeout.C:
			}
		}
	case kind == "receive":
		for i := 0; i < elements; i++ {
			select {
			case <-c[0]:
			case <-c[1]:
			case <-c[2]:
			case <-c[3]:
			case <-c[4]:
			case <-c[5]:
			case <-c[6]:
			case <-c[7]:
			}
		}
	case kind == "mixed":
		for i := 0; i < elements; i++ {
			select {
			case <-c[0]:
			case c[1] <- 1:
			case <-c[2]:
			case c[3] <- 1:
			case <-c[4]:
			case c[5] <- 1:
			case <-c[6]:
			case c[7] <- 1:
			}
		}
	default:
		timeout := time.NewTimer(time.Second)
		for i := 0; i < elements; i++ {
			timeout.Reset(time.Second)
			select {
			case <-c[0]:
			case <-c[1]:
			case <-c[2]:
			case <-c[3]:
			case <-c[4]:
			case <-c[5]:
			case <-c[6]:
			case <-c[7]:
			case <-timeout.C:
			}
		}
	}
}

// One select with default on idle channels.
func BenchmarkSelectDefault(b *testing.B) {
	var c [8]chan int
	for i := range c {
		c[i] = make(chan int)
	}
	b.Run("cases=2", func(b *testing.B) {
		for i := 0; i < b.N; i++ {
			select {
			case <-c[0]:
			case <-c[1]:
			default:
			}
		}
	})
	b.Run("cases=8", func(b *testing.B) {
		for i := 0; i < b.N; i++ {
			select {
			case <-c[0]:
			case <-c[1]:
			case <-c[2]:
			case <-c[3]:
			case <-c[4]:
			case <-c[5]:
			case <-c[6]:
			case <-c[7]:
			default:
			}
		}
	})
}

// As many producers and consumers as processors on a buffered channel, each with a timer and a second channel
// that are never ready, and some work of its own; one element.
func BenchmarkSelectProdCons(b *testing.B) {
	const work = 100
	pairs := processors()
	rounds(b, elements, func() {
		channel := make(chan int, 128)
		never := make(chan int)
		var ended sync.WaitGroup
		ended.Add(2 * pairs)
		for p := 0; p < pairs; p++ {
			go func() {
				defer ended.Done()
				timer := time.After(time.Hour)
				x := uint64(1)
				for i := 0; i < elements/pairs; i++ {
					x = localWork(work, x)
					select {
					case channel <- 1:
					case <-timer:
					case <-never:
					}
				}
				sink.Add(x)
			}()
			go func() {
				defer ended.Done()
				timer := time.After(time.Hour)
				x := uint64(1)
				for i := 0; i < elements/pairs; i++ {
					select {
					case <-channel:
					case <-timer:
					case <-never:
					}
					x = localWork(work, x)
				}
				sink.Add(x)
			}()
		}
		ended.Wait()
	})
}

// A thousand goroutines each select over one popular channel, on which nothing comes, and a channel of their own,
// which a single goroutine feeds in turn; one element.
func BenchmarkChanPopular(b *testing.B) {
	const members = 1_000
	const laps = elements / members
	rounds(b, elements, func() {
		popular := make(chan int)
		own := make([]chan int, members)
		var ended sync.WaitGroup
		ended.Add(members)
		for m := range own {
			mine := make(chan int)
			own[m] = mine
			go func() {
				defer ended.Done()
				for lap := 0; lap < laps; lap++ {
					select {
					case <-popular:
					case <-mine:
					}
				}
			}()
		}
		for lap := 0; lap < laps; lap++ {
			for _, channel := range own {
				channel <- 1
			}
		}
		ended.Wait()
	})
}

// A channel that always has an element beside a ticker; one select, and the send that fills the channel again.
func BenchmarkSelectTicker(b *testing.B) {
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	full := make(chan int, 1)
	full <- 1
	for received := 0; received < b.N; {
		select {
		case n := <-full:
			received += n
			full <- 1
		case <-ticker.C:
		}
	}
}

// A try-select of one receive that finds nothing.
func BenchmarkTrySelectNothing(b *testing.B) {
	idle := make(chan int)
	for i := 0; i < b.N; i++ {
		select {
		case <-idle:
		default:
		}
	}
}
