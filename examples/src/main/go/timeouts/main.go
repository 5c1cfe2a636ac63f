// Timeouts selects between an answer and a time limit. The slow server answers
// too late; the fast one has plenty of time.
package main

import (
	"fmt"
	"time"
)

const (
	short = 50 * time.Millisecond
	long  = time.Minute
)

func ask(server <-chan string, limit time.Duration) string {
	select {
	case weather := <-server:
		return weather
	case <-time.After(limit):
		return "no answer"
	}
}

func main() {
	tooLate := make(chan struct{})
	defer close(tooLate)

	slow := make(chan string, 1)
	go func() {
		<-tooLate
		slow <- "snow"
	}()
	fmt.Println("1:", ask(slow, short))

	fast := make(chan string, 1)
	go func() { fast <- "fine weather" }()
	fmt.Println("2:", ask(fast, long))

	// Java has two shorter forms for these.
	fmt.Println("3:", ask(slow, short))
	go func() { fast <- "rain" }()
	fmt.Println("4:", ask(fast, long))
}
