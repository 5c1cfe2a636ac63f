// Range-over-channels takes elements until the channel is closed and empty.
// Closing does not discard what is still in the buffer.
package main

import (
	"fmt"
	"strings"
)

func main() {
	colours := make(chan string, 2)
	colours <- "red"
	colours <- "green"
	close(colours)

	for colour := range colours {
		fmt.Println(colour)
	}

	another := make(chan string, 2)
	another <- "red"
	another <- "green"
	close(another)

	var upper []string
	for colour := range another {
		upper = append(upper, strings.ToUpper(colour))
	}
	fmt.Println(strings.Join(upper, ", "))
}
