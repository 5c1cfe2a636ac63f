// Buffered-sender sends three values into a buffer of three: no send waits,
// although nobody ever receives.
package main

import "fmt"

func main() {
	ch := make(chan string, 3)
	for _, word := range []string{"ONE", "TWO", "THREE"} {
		fmt.Println("Sending", word)
		ch <- word
	}
	fmt.Println("Done")
}
