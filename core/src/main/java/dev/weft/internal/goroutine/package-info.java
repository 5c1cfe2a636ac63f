/**
 * The room of goroutines: how one starts, what it inherits, where its failure goes, which program it belongs to. It knows
 * the rooms of channels and of time.
 */
@NullMarked
package dev.weft.internal.goroutine;

import org.jspecify.annotations.NullMarked;
