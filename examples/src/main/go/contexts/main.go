// Contexts gives each order a context that the kitchen works for. One guest
// gets the dish, one leaves before, one has no time to wait for it.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type tableKey struct{}

func order(ctx context.Context, dish string, stove <-chan string) error {
	fmt.Printf("table %v orders %v\n", ctx.Value(tableKey{}), dish)
	select {
	case hot := <-stove:
		fmt.Printf("table %v gets hot %v\n", ctx.Value(tableKey{}), hot)
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func main() {
	restaurant, closeDown := context.WithCancel(context.Background())

	one := context.WithValue(restaurant, tableKey{}, 1)
	soup := make(chan string, 1)
	soup <- "soup"
	fmt.Println("1:", order(one, "soup", soup))

	two, leave := context.WithCancelCause(context.WithValue(restaurant, tableKey{}, 2))
	go leave(errors.New("the guest has left"))
	fmt.Println("2:", order(two, "fish", nil))
	fmt.Println("2:", context.Cause(two))

	three, cancel := context.WithTimeout(context.WithValue(restaurant, tableKey{}, 3), 20*time.Millisecond)
	defer cancel()
	fmt.Println("3:", order(three, "roast", nil))

	lightsOut := make(chan struct{})
	context.AfterFunc(restaurant, func() { close(lightsOut) })
	four, cancelFour := context.WithCancel(restaurant)
	defer cancelFour()
	fmt.Println("4:", four.Err())
	closeDown()
	fmt.Println("4:", four.Err())
	<-lightsOut
	fmt.Println("lights out")
}
