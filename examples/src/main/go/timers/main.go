// Timers waits for one event in the future, and stops another before it
// happens.
package main

import (
	"fmt"
	"time"
)

func main() {
	egg := time.NewTimer(50 * time.Millisecond)
	<-egg.C
	fmt.Println("the egg is ready")

	alarm := time.NewTimer(time.Minute)
	go func() {
		<-alarm.C
		fmt.Println("the alarm rings")
	}()
	if alarm.Stop() {
		fmt.Println("alarm stopped")
	}

	select {
	case <-alarm.C:
		fmt.Println("the alarm rings")
	case <-time.After(50 * time.Millisecond):
		fmt.Println("nothing rings")
	}
	fmt.Println("stopped again:", alarm.Stop())
}
