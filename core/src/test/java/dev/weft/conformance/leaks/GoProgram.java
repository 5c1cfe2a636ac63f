package dev.weft.conformance.leaks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A program of Go's goroutine-leak tests, written as a static method. Its first parameter, {@code repaired}, says which
 * version to run: the repaired one, or the one with the bug. A {@link Stage} may be the second.
 *
 * <p>Goroutines are written as {@code name [wait reason]}, or as {@code [wait reason]} if they have no name, and
 * several equal ones as {@code name [wait reason] ×3}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface GoProgram {
    /** The name of Go's program. */
    String value();

    /** The goroutines that the version with the bug leaks. The repaired one leaks nothing. */
    String[] leaks() default {};

    /**
     * The goroutines that wait in the version with the bug, but must not be reported, because they can still be woken.
     */
    String[] waits() default {};
}
