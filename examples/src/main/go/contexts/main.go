// Contexts gives each order a context with which the kitchen works on it. One
// guest gets the dish, one leaves early, one has no time to wait for it.
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
	fmt.Println("table 1, err:", order(one, "soup", soup))

	two, leave := context.WithCancelCause(context.WithValue(restaurant, tableKey{}, 2))
	go leave(errors.New("the guest has left"))
	fmt.Println("table 2, err:", order(two, "fish", nil))
	fmt.Println("table 2, cause:", context.Cause(two))

	three, cancel := context.WithTimeout(context.WithValue(restaurant, tableKey{}, 3), 20*time.Millisecond)
	defer cancel()
	fmt.Println("table 3, err:", order(three, "roast", nil))

	lightsOut := make(chan struct{})
	context.AfterFunc(restaurant, func() { close(lightsOut) })
	four, cancelFour := context.WithCancel(restaurant)
	defer cancelFour()
	fmt.Println("table 4, err:", four.Err())
	closeDown()
	fmt.Println("table 4, err:", four.Err())
	<-lightsOut
	fmt.Println("lights out")
}
