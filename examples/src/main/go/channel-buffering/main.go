// Channel-buffering sends two values to a channel with room for two, before any
// goroutine receives.
package main

import "fmt"

func main() {
	messages := make(chan string, 2)

	messages <- "first"
	messages <- "second"
	fmt.Println("in the buffer:", len(messages), "of", cap(messages))

	fmt.Println(<-messages)
	fmt.Println(<-messages)
	fmt.Println("in the buffer:", len(messages), "of", cap(messages))
}
