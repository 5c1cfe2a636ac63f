// Producer-consumer lets two goroutines talk over an unbuffered channel.
package main

import "fmt"

func consume(ch chan string) {
	fmt.Println("Consumer, received", <-ch)
	ch <- "Bye"
}

func main() {
	ch := make(chan string)
	go consume(ch)
	fmt.Println("Producer Sending Hello")
	ch <- "Hello"
	fmt.Println("Producer, received", <-ch)
}
