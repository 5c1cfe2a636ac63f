// Main-does-not-wait ends when main returns, whatever other goroutines do.
package main

import "fmt"

func main() {
	never := make(chan struct{})
	go func() {
		<-never
		fmt.Println("the goroutine has finished")
	}()
	fmt.Println("main returns")
}
