/**
 * The soak: random topologies of goroutines for as long as you like, with everything that is sent, locked or timed in
 * them accounted for. Start with {@link dev.weft.soak.Soak}. A {@link dev.weft.soak.Kind} is one shape, a
 * {@link dev.weft.soak.Round} one run of it.
 */
package dev.weft.soak;
