// Livelock shows two people in a hallway who always step to the same side:
// both are busy, and neither makes progress. A tick counts only when both are
// ready for it, and their lines are printed when both are through.
package main

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type hallway struct {
	mu    sync.Mutex
	step  *sync.Cond
	ready int // guarded by mu

	left, right atomic.Int32
}

func newHallway() *hallway {
	h := &hallway{}
	h.step = sync.NewCond(&h.mu)
	return h
}

func (h *hallway) keepCadence() {
	for range time.Tick(time.Millisecond) {
		h.mu.Lock()
		if h.ready == 2 {
			h.ready = 0
			h.step.Broadcast()
		}
		h.mu.Unlock()
	}
}

func (h *hallway) takeStep() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ready++
	h.step.Wait()
}

func (h *hallway) try(name string, side *atomic.Int32, out *strings.Builder) bool {
	out.WriteString(" " + name)
	side.Add(1)
	h.takeStep()
	if side.Load() == 1 {
		out.WriteString(". Success!")
		return true
	}
	h.takeStep()
	side.Add(-1)
	return false
}

func (h *hallway) walk(name string, out *strings.Builder) {
	out.WriteString(name + " is trying to scoot:")
	for range 5 {
		if h.try("left", &h.left, out) || h.try("right", &h.right, out) {
			return
		}
	}
	out.WriteString("\n" + name + " tosses her hands up in exasperation!")
}

func main() {
	h := newHallway()
	go h.keepCadence()

	names := [...]string{"Alice", "Barbara"}
	var said [len(names)]strings.Builder
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			h.walk(name, &said[i])
		}()
	}
	wg.Wait()
	for i := range said {
		fmt.Println(said[i].String())
	}
}
