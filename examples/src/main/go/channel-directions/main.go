// Channel-directions has parameters that can only be sent to, and others that
// can only be received from.
package main

import "fmt"

func ask(questions chan<- string) {
	questions <- "is anybody there?"
}

func answer(questions <-chan string, answers chan<- string) {
	answers <- <-questions + " yes"
}

func main() {
	questions := make(chan string, 1)
	answers := make(chan string, 1)

	ask(questions)
	answer(questions, answers)

	fmt.Println(<-answers)
}
