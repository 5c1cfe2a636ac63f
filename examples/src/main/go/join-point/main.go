// Join-point forks a goroutine by go, and joins it by a wait group.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	data := 0
	wg.Add(1)
	go func() {
		defer wg.Done()
		data++
	}()
	wg.Wait() // the join point
	if data == 0 {
		fmt.Println("never printed")
	}
	fmt.Println("the value is", data)
}
