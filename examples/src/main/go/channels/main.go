// Channels sends a message from one goroutine to another. Without a buffer
// each waits for the other.
package main

import "fmt"

func main() {
	post := make(chan string)
	go func() { post <- "good morning" }()
	fmt.Println(<-post)
}
