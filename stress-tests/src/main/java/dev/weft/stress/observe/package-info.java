/** What observers see of goroutines, and what they do with it, while these go on. */
package dev.weft.stress.observe;
