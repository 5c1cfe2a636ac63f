// Or-channel makes a channel that is closed as soon as one of many is, by one
// goroutine with a select of as many cases as there are.
package main

import (
	"fmt"
	"reflect"
)

func or(channels ...chan struct{}) <-chan struct{} {
	cases := make([]reflect.SelectCase, len(channels))
	for i, ch := range channels {
		cases[i] = reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(ch)}
	}
	first := make(chan struct{})
	go func() {
		defer close(first)
		reflect.Select(cases)
	}()
	return first
}

func closed(ch <-chan struct{}) bool {
	select {
	case <-ch:
		return true
	default:
		return false
	}
}

func main() {
	signals := make([]chan struct{}, 100)
	for i := range signals {
		signals[i] = make(chan struct{})
	}
	first := or(signals...)
	fmt.Println("nothing yet:", !closed(first))

	close(signals[42])
	<-first
	fmt.Printf("one of %d was closed\n", len(signals))
}
