// Stateful-goroutines keeps a stock of fruit in one goroutine. Others send it
// questions and deliveries, each with the channel for its answer; no lock is
// needed.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type question struct {
	fruit  string
	answer chan<- int
}

type delivery struct {
	fruit   string
	number  int
	receipt chan<- bool
}

func keepStock(questions <-chan question, deliveries <-chan delivery, closingTime <-chan struct{}) {
	stock := make(map[string]int)
	for {
		select {
		case q := <-questions:
			q.answer <- stock[q.fruit]
		case d := <-deliveries:
			stock[d.fruit] += d.number
			d.receipt <- true
		case <-closingTime:
			return
		}
	}
}

func ask(questions chan<- question, fruit string) int {
	answer := make(chan int)
	questions <- question{fruit, answer}
	return <-answer
}

func main() {
	questions := make(chan question)
	deliveries := make(chan delivery)
	closingTime := make(chan struct{})
	defer close(closingTime)
	go keepStock(questions, deliveries, closingTime)

	var wg sync.WaitGroup
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				for _, fruit := range []string{"apples", "pears"} {
					receipt := make(chan bool)
					deliveries <- delivery{fruit, 1, receipt}
					<-receipt
				}
			}
		}()
	}
	var fewer atomic.Bool
	for range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			before := 0
			for range 20 {
				now := ask(questions, "apples")
				if now < before {
					fewer.Store(true)
				}
				before = now
			}
		}()
	}
	wg.Wait()

	fmt.Println("apples:", ask(questions, "apples"))
	fmt.Println("pears:", ask(questions, "pears"))
	fmt.Println("never fewer than before:", !fewer.Load())
}
