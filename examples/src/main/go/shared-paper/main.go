// Shared-paper lets three goroutines draw on one sheet of paper. A mutex keeps
// them from getting in each other's way; the picture is the same whichever
// draws first.
package main

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
)

const rows, columns = 6, 30

type scene struct {
	mu    sync.Mutex
	paper [rows][]byte // guarded by mu
}

func newScene() *scene {
	s := &scene{}
	for i := range s.paper {
		s.paper[i] = bytes.Repeat([]byte(" "), columns)
	}
	return s
}

func (s *scene) draw(row, column int, lines ...string) {
	for i, line := range lines {
		s.mu.Lock()
		copy(s.paper[row+i][column:], line)
		s.mu.Unlock()
	}
}

func main() {
	s := newScene()
	house := func() { s.draw(1, 3, "   __[]_", `  /     \`, ` /_______\`, "  | [] |") }
	tree := func() { s.draw(1, 19, "  ,@@.", " @@@@@@", "  `@@'", "   ||") }
	skyAndLand := func() {
		s.draw(0, 13, `~~    \o/`)
		s.draw(5, 0, strings.Repeat(`"`, columns))
	}

	var wg sync.WaitGroup
	for _, draw := range []func(){house, tree, skyAndLand} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			draw()
		}()
	}
	wg.Wait()
	for _, line := range s.paper {
		fmt.Println(strings.TrimRight(string(line), " "))
	}
}
