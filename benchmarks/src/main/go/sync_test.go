package benchmarks

import (
	"sync"
	"testing"
)

// One call of Do after the first.
func BenchmarkOnceDo(b *testing.B) {
	var once sync.Once
	task := func() {}
	once.Do(task)
	for i := 0; i < b.N; i++ {
		once.Do(task)
	}
}

// A wait group for each goroutine; one add, done and wait.
func BenchmarkWaitGroupUncontended(b *testing.B) {
	goroutines := processors()
	rounds(b, lockings, func() {
		inParallel(goroutines, func() {
			var group struct {
				sync.WaitGroup
				_ [128]byte
			}
			for i := 0; i < lockings/goroutines; i++ {
				group.Add(1)
				group.Done()
				group.Wait()
			}
		})
	})
}

// One wait group for all goroutines; one add and done.
func BenchmarkWaitGroupAddDone(b *testing.B) {
	goroutines := processors()
	rounds(b, lockings, func() {
		var group sync.WaitGroup
		inParallel(goroutines, func() {
			for i := 0; i < lockings/goroutines; i++ {
				group.Add(1)
				group.Done()
			}
		})
	})
}
