// Costs measures the memory of a goroutine in Go, and prints it as the package costs does in Java.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type cost struct {
	What   string    `json:"what"`
	Who    string    `json:"who"`
	Unit   string    `json:"unit"`
	Values []float64 `json:"values"`
	Note   string    `json:"note"`
}

const who = "goroutine in Go"

func main() {
	parked := []int{100_000, 1_000_000}
	if len(os.Args) > 1 && os.Args[1] == "quick" {
		parked = parked[:1]
	}
	costs := []cost{}
	for _, n := range parked {
		costs = append(costs, memory(n)...)
	}
	if err := json.NewEncoder(os.Stdout).Encode(costs); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// memory is the memory of one of n goroutines that wait for one channel. Go keeps their stacks outside its heap; both
// count, because a virtual thread's stack is on Java's heap.
func memory(n int) []cost {
	begin, residentBefore := heap(), resident()
	end := make(chan struct{})
	var running atomic.Int64
	var ended sync.WaitGroup
	ended.Add(n)
	for i := 0; i < n; i++ {
		go func() {
			defer ended.Done()
			running.Add(1)
			<-end
		}()
	}
	for running.Load() < int64(n) {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(100 * time.Millisecond)
	heapEach := (heap() - begin) / float64(n)
	residentEach := (resident() - residentBefore) / float64(n)
	close(end)
	ended.Wait()
	note := grouped(n)
	costs := []cost{{"heap of each that waits", who, "bytes", []float64{heapEach}, note}}
	if residentBefore > 0 {
		costs = append(costs, cost{"resident memory of each that waits", who, "bytes", []float64{residentEach}, note})
	}
	return costs
}

func heap() float64 {
	debug.FreeOSMemory()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return float64(stats.HeapAlloc + stats.StackInuse)
}

// resident is the memory that the system has given this process, or 0 if it does not tell.
func resident() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(status), "\n") {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "VmRSS:" {
			kilobytes, _ := strconv.ParseFloat(fields[1], 64)
			return kilobytes * 1024
		}
	}
	return 0
}

// grouped separates thousands as Java's table does.
func grouped(n int) string {
	if n < 1_000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1_000), n%1_000)
}
