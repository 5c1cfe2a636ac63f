/**
 * Looks at goroutines from outside: what they wait for, whether they can ever go on. This package depends on {@code
 * internal.goroutine} and {@code internal.wait}, which know nothing of it (except that {@code Tracking} starts the
 * watch, by its name), and do nothing for its sake while nobody looks; also on {@code internal.time} and {@code
 * internal.trace}, and on a few public types. Not exported.
 */
@NullMarked
package dev.weft.internal.observe;

import org.jspecify.annotations.NullMarked;
