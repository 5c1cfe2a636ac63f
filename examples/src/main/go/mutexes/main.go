// Mutexes has several goroutines put their votes into one ballot box, which a
// mutex guards.
package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
)

type ballotBox struct {
	mu    sync.Mutex
	votes map[string]int // guarded by mu
}

func (b *ballotBox) vote(vote string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.votes[vote]++
}

// String counts the votes, written as Java writes a map.
func (b *ballotBox) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var counts []string
	for vote, count := range b.votes {
		counts = append(counts, fmt.Sprintf("%s=%d", vote, count))
	}
	sort.Strings(counts)
	return "{" + strings.Join(counts, ", ") + "}"
}

func main() {
	box := &ballotBox{votes: make(map[string]int)}
	var wg sync.WaitGroup

	for _, vote := range []string{"yes", "no", "yes"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 10_000 {
				box.vote(vote)
			}
		}()
	}

	wg.Wait()
	fmt.Println("votes:", box)
}
