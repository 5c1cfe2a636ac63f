/**
 * Looks at goroutines from outside: what they wait for, whether they can ever go on. This package depends on {@code
 * internal.goroutine} and {@code internal.wait}, which know nothing of it, and do nothing for its sake while nobody looks.
 * Not exported.
 */
@NullMarked
package dev.weft.internal.observe;

import org.jspecify.annotations.NullMarked;
