// Non-blocking-channel-operations selects with a default. What is a method of
// a channel in Java is a function here.
package main

import "fmt"

func tryReceive(ch <-chan string) (string, bool) {
	select {
	case v, ok := <-ch:
		return v, ok
	default:
		return "", false
	}
}

func trySend(ch chan<- string, v string) bool {
	select {
	case ch <- v:
		return true
	default:
		return false
	}
}

func look(mailbox, doorbell <-chan string) {
	select {
	case letter := <-mailbox:
		fmt.Println("a letter:", letter)
	case who := <-doorbell:
		fmt.Println("at the door:", who)
	default:
		fmt.Println("all quiet")
	}
}

func main() {
	mailbox := make(chan string)
	doorbell := make(chan string)

	select {
	case letter := <-mailbox:
		fmt.Println("a letter:", letter)
	default:
		fmt.Println("the mailbox is empty")
	}

	// There is no receiver and no buffer.
	select {
	case mailbox <- "hello":
		fmt.Println("somebody has taken the letter")
	default:
		fmt.Println("nobody takes the letter")
	}

	look(mailbox, doorbell)

	// On a single channel.
	if letter, ok := tryReceive(mailbox); ok {
		fmt.Println("tryReceive:", letter)
	} else {
		fmt.Println("tryReceive: nothing")
	}
	fmt.Println("trySend:", trySend(mailbox, "hello"))

	bigger := make(chan string, 1)
	fmt.Println("trySend with room:", trySend(bigger, "good news"))
	look(bigger, doorbell)
}
