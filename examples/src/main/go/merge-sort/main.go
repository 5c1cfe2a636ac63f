// Merge-sort hands each half to a goroutine, down to pieces too small to be
// worth one, and gets it back through a channel.
package main

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
)

// sorted does not change its argument; pieces longer than small are divided
// among goroutines.
func sorted(numbers []int, small int) []int {
	if len(numbers) <= small {
		numbers = slices.Clone(numbers)
		slices.Sort(numbers)
		return numbers
	}
	half := func(numbers []int) <-chan []int {
		result := make(chan []int, 1)
		go func() { result <- sorted(numbers, small) }()
		return result
	}
	middle := len(numbers) / 2
	left, right := half(numbers[:middle]), half(numbers[middle:])
	return merged(<-left, <-right)
}

func merged(a, b []int) []int {
	all := make([]int, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] <= b[0] {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}

func main() {
	few := sorted([]int{5, 2, 9, 1, 7, 3, 8, 6, 4}, 1)
	fmt.Println("sorted:", strings.ReplaceAll(fmt.Sprint(few), " ", ", ")) // as Java writes an array

	many := rand.Perm(100_000)
	result := sorted(many, 1000)
	slices.Sort(many)
	fmt.Printf("%d numbers in order: %t\n", len(result), slices.Equal(result, many))
}
