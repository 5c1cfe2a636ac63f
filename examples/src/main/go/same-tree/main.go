// Same-tree compares two trees of different shape by two goroutines that walk
// through them: they hold the same values if both send the same numbers.
package main

import (
	"fmt"
	"math/rand"
)

type tree struct {
	left  *tree
	value int
	right *tree
}

func (t *tree) insert(value int) *tree {
	switch {
	case t == nil:
		return &tree{value: value}
	case value < t.value:
		t.left = t.left.insert(value)
	default:
		t.right = t.right.insert(value)
	}
	return t
}

// random holds ten values from the first on, in a tree of random shape.
func random(first int) *tree {
	var t *tree
	for _, i := range rand.Perm(10) {
		t = t.insert(first + i)
	}
	return t
}

// walk sends the values in order, and reports whether it came to the end.
func (t *tree) walk(values chan<- int, done <-chan struct{}) bool {
	if t == nil {
		return true
	}
	if !t.left.walk(values, done) {
		return false
	}
	select {
	case values <- t.value:
		return t.right.walk(values, done)
	case <-done:
		return false
	}
}

func values(t *tree, done <-chan struct{}) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		t.walk(out, done)
	}()
	return out
}

func compare(a, b *tree) string {
	done := make(chan struct{})
	defer close(done) // ends a walk that is no longer needed
	as, bs := values(a, done), values(b, done)
	for {
		x, more := <-as
		y, also := <-bs
		switch {
		case x != y || more != also:
			return "different"
		case !more:
			return "same"
		}
	}
}

func main() {
	fmt.Println("1 to 10 and 1 to 10:", compare(random(1), random(1)))
	fmt.Println("1 to 10 and 2 to 11:", compare(random(1), random(2)))
}
