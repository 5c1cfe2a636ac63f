/**
 * For tests of programs with goroutines. Depends on no test framework; for JUnit, there is the artifact {@code
 * weft-junit}.
 *
 * <p>{@link dev.weft.testing.SyncTest} runs tests with virtual time. {@link dev.weft.testing.Goleak} checks that a test
 * leaves no goroutine behind.
 */
@NullMarked
package dev.weft.testing;

import org.jspecify.annotations.NullMarked;
