// Empty-wait-group waits for a wait group to which nothing was added: not at
// all.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Wait()
	fmt.Println("Done")
}
