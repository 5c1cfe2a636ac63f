// Pub-sub has a broker, one goroutine, that keeps the list of subscribers to
// itself and serves subscribers and publishers by a select.
package main

import (
	"fmt"
	"strings"
)

type broker struct {
	subscriptions chan chan<- string
	messages      chan string
	end           chan struct{}
}

func (b *broker) subscribe() <-chan string {
	subscriber := make(chan string, 10)
	b.subscriptions <- subscriber
	return subscriber
}

func (b *broker) publish(message string) {
	b.messages <- message
}

func (b *broker) stop() {
	b.end <- struct{}{}
}

func (b *broker) serve() {
	var subscribers []chan<- string
	for {
		select {
		case s := <-b.subscriptions:
			subscribers = append(subscribers, s)
		case message := <-b.messages:
			for _, s := range subscribers {
				s <- message
			}
		case <-b.end:
			for _, s := range subscribers {
				close(s)
			}
			return
		}
	}
}

// list returns all that arrives, as Java writes a list.
func list(in <-chan string) string {
	var all []string
	for s := range in {
		all = append(all, s)
	}
	return "[" + strings.Join(all, ", ") + "]"
}

func main() {
	b := &broker{make(chan chan<- string), make(chan string), make(chan struct{})}
	go b.serve()

	early := b.subscribe()
	b.publish("one")
	b.publish("two")
	late := b.subscribe()
	b.publish("three")
	b.stop()

	fmt.Println("the early subscriber got", list(early))
	fmt.Println("the late subscriber got", list(late))
}
