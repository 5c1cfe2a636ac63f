/** Tests with virtual time: goroutines that block, wake, end and arrive while their bubble decides whether anybody runs. */
package dev.weft.stress.bubble;
