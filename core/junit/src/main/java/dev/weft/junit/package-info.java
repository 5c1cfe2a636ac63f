/**
 * Annotations for tests of concurrent code, for JUnit Jupiter 5.11 to 6.
 */
@NullMarked
package dev.weft.junit;

import org.jspecify.annotations.NullMarked;
