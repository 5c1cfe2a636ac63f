// Outliving-variable uses a variable after the goroutine that declared it has
// ended: it lives as long as something refers to it.
package main

import "fmt"

func main() {
	declared := make(chan struct{})
	ended := make(chan struct{})
	printed := make(chan struct{})
	go func() {
		defer close(declared)
		salutation := "hello"
		go func() {
			<-ended
			salutation += " again"
			fmt.Println("the salutation is:", salutation)
			printed <- struct{}{}
		}()
	}()
	<-declared
	fmt.Println("the goroutine that declared it has ended")
	ended <- struct{}{}
	<-printed
}
