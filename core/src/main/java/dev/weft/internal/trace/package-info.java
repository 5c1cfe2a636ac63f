/**
 * What the library tells others about what it does: the events of Java Flight Recorder, and which calls on a stack are its
 * own. This package depends on no other. Without a recording, it costs a goroutine the reading of one field each time that
 * it parks; without the module {@code jdk.jfr}, nothing. Not exported.
 */
@NullMarked
package dev.weft.internal.trace;

import org.jspecify.annotations.NullMarked;
