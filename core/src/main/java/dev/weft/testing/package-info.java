/**
 * For tests of programs with goroutines. Depends on no test framework.
 *
 * <p>{@link dev.weft.testing.Goleak} checks that a test leaves no goroutine behind.
 */
@NullMarked
package dev.weft.testing;

import org.jspecify.annotations.NullMarked;
