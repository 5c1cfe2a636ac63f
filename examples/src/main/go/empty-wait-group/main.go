// Empty-wait-group waits for a wait group to which nothing was added, which
// returns at once.
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
