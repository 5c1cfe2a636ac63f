package benchmarks

import (
	"fmt"
	"sync"
	"testing"
)

// lockings is how often a round locks and unlocks, over all goroutines.
const lockings = 1_000_000

// slack is how many goroutines there are for each processor in the shapes of that name.
const slack = 10

// work is how many steps of local work follow each unlock in the shapes of that name.
const work = 100

// A mutex for each goroutine; one lock and unlock.
func BenchmarkMutexUncontended(b *testing.B) {
	goroutines := processors()
	rounds(b, lockings, func() {
		inParallel(goroutines, func() {
			var mutex struct {
				sync.Mutex
				_ [128]byte
			}
			for i := 0; i < lockings/goroutines; i++ {
				mutex.Lock()
				mutex.Unlock()
			}
		})
	})
}

// contended has goroutines for all processors lock one mutex.
func contended(b *testing.B, perProcessor, steps int) {
	goroutines := perProcessor * processors()
	rounds(b, lockings, func() {
		var mutex sync.Mutex
		inParallel(goroutines, func() {
			x := uint64(1)
			for i := 0; i < lockings/goroutines; i++ {
				mutex.Lock()
				mutex.Unlock()
				x = localWork(steps, x)
			}
			sink.Add(x)
		})
	})
}

func BenchmarkMutex(b *testing.B)          { contended(b, 1, 0) }
func BenchmarkMutexSlack(b *testing.B)     { contended(b, slack, 0) }
func BenchmarkMutexWork(b *testing.B)      { contended(b, 1, work) }
func BenchmarkMutexWorkSlack(b *testing.B) { contended(b, slack, work) }

// Every n-th lock is a writer's, all others are readers'; one lock and unlock.
func BenchmarkRWMutexWrite(b *testing.B) {
	goroutines := processors()
	for _, every := range []int{10, 100} {
		b.Run(fmt.Sprintf("every=%d", every), func(b *testing.B) {
			rounds(b, lockings, func() {
				var lock sync.RWMutex
				inParallel(goroutines, func() {
					for i := 1; i <= lockings/goroutines; i++ {
						if i%every == 0 {
							lock.Lock()
							lock.Unlock()
						} else {
							lock.RLock()
							lock.RUnlock()
						}
					}
				})
			})
		})
	}
}

// All but one of the goroutines wait, and the last one wakes them all; one such meeting.
func BenchmarkCondN(b *testing.B) {
	const meetings = 10_000
	for _, waiters := range []int{1, 8, 32} {
		b.Run(fmt.Sprintf("waiters=%d", waiters), func(b *testing.B) {
			rounds(b, meetings, func() {
				var lock sync.Mutex
				cond := sync.NewCond(&lock)
				arrived, meeting := 0, 0
				inParallel(waiters+1, func() {
					for i := 0; i < meetings; i++ {
						lock.Lock()
						arrived++
						if arrived == waiters+1 {
							arrived = 0
							meeting++
							cond.Broadcast()
						} else {
							for meeting == i {
								cond.Wait()
							}
						}
						lock.Unlock()
					}
				})
			})
		})
	}
}

// One lock and unlock, by one goroutine.
func BenchmarkMutexBare(b *testing.B) {
	var mutex sync.Mutex
	for i := 0; i < b.N; i++ {
		mutex.Lock()
		mutex.Unlock()
	}
}

// One TryLock of a free mutex, and the unlock, by one goroutine.
func BenchmarkTryLock(b *testing.B) {
	var mutex sync.Mutex
	for i := 0; i < b.N; i++ {
		if mutex.TryLock() {
			mutex.Unlock()
		}
	}
}
