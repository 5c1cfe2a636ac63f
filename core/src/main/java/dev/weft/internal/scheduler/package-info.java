/**
 * Go's scheduler, on which goroutines run if {@code -Dweft.scheduler=go} asks for it. Otherwise none of these classes is
 * loaded. This package depends on no other. Not exported.
 *
 * <ul>
 *   <li>{@link dev.weft.internal.scheduler.GoScheduler} decides where a goroutine goes that becomes runnable, and who is
 *       woken for it; its overview says why nothing is forgotten;
 *   <li>a {@link dev.weft.internal.scheduler.Processor} is the right to run goroutines, with a slot and a {@link
 *       dev.weft.internal.scheduler.RunQueue}; those without work are {@link
 *       dev.weft.internal.scheduler.IdleProcessors};
 *   <li>a {@link dev.weft.internal.scheduler.Carrier} is a thread that runs them; those without a processor are {@link
 *       dev.weft.internal.scheduler.SpareCarriers};
 *   <li>the {@link dev.weft.internal.scheduler.Monitor} sees to processors that are held up;
 *   <li>{@link dev.weft.internal.scheduler.StackRoom} says whether a thread has enough stack for what it begins;
 *   <li>{@link dev.weft.internal.scheduler.Loom} is the way into the JDK.
 * </ul>
 */
@NullMarked
package dev.weft.internal.scheduler;

import org.jspecify.annotations.NullMarked;
