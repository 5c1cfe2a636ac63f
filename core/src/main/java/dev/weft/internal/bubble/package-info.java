/**
 * Virtual time: tests whose clock stands still while their goroutines run, and jumps when all of them wait. Not exported.
 *
 * <p>A <em>bubble</em> is a program (a {@code Go.run}) with a {@link dev.weft.internal.bubble.Bubble} as its clock. Its
 * <em>goroutines</em> are the members of that program and of the programs that those run. Everything else is
 * <em>outside</em>: platform threads, goroutines of nobody or of another bubble, the thread that has called {@code
 * SyncTest.run} and only waits.
 *
 * <h2>What the rest of the library knows</h2>
 *
 * <p>{@code Clock} (in {@code internal.time}) is what everything asks that depends on time; outside of bubbles it is the
 * real one. It also knows which thread lives by which virtual clock. {@code VirtualClock} (in {@code internal.wait}) adds
 * what a wait and a goroutine tell their bubble: that they begin and that they end. An object that threads wait for keeps
 * the clock of the bubble in which it was made: a queue of waiters has a field for it, which is null outside, so a channel
 * operation outside of bubbles pays for one look at a final field, and a mutex for nothing. A wait finds out that it is in
 * a bubble only when it is about to park.
 *
 * <h2>What counts as running</h2>
 *
 * <p>A goroutine of a bubble <em>runs</em> unless it is <em>blocked</em>. It is blocked from the moment at which it tells
 * the bubble so, right before it parks, until somebody frees it; and only if its wait is <em>durable</em>, that is, for
 * something of the same bubble:
 *
 * <ul>
 *   <li>a channel, a mutex, a group or the like that was made in the bubble; a select only if all its channels were;
 *   <li>a sleep; a channel that is never ready; a select without channels;
 *   <li>{@code SyncTest.await}.
 * </ul>
 *
 * <p>Everything else runs, as far as the bubble knows: a goroutine that computes, spins or yields, one that is started but
 * has no carrier yet, and one that waits for something outside: a channel made outside, {@code java.util.concurrent}, I/O,
 * {@code Thread.sleep}, a monitor. While it does, the clock stands still. The thread that has called {@code SyncTest.run}
 * says so in the log when that takes more than five seconds of real time.
 *
 * <h2>State and lock</h2>
 *
 * <p>One {@code BubbleLock} per bubble guards everything: {@code mainReturned}, {@code verdict} and {@code over}, and
 * the {@code Census}, which has the number of goroutines that run, {@code running}; the list of the blocked ones; and
 * the heap of what happens at a set time. The bubble unparks nobody, starts nothing and calls no foreign code while it
 * holds the lock. The clock, {@code now}, is written only with the lock held and while nobody runs; it is volatile,
 * because goroutines read it without the lock. So as long as a goroutine runs, the time cannot change under it: a
 * deadline that it has computed is exact.
 *
 * <p>A {@code Suspension} is one wait as the bubble sees it. It is <em>free</em>, or <em>held</em>: in the list of the
 * blocked (if the wait is durable), and in the heap (if it has a deadline). Invariants, whenever the lock is free:
 *
 * <ol>
 *   <li>{@code running} is the number of goroutines that have entered and not left, less the length of the list, plus
 *       one for each thread that is counted in for a moment: one that carries out a step of the clock, or the judge.
 *   <li>Whoever entered is counted before its thread starts, by a goroutine that runs, or by the lock's holder. It leaves
 *       last of all: after it has closed what its program waits for. (For threads of an executor, see below.)
 *   <li>A suspension is freed exactly once for each time that it is held; by whoever signals or pokes the wait, by the
 *       clock when the deadline comes, or by the waiting thread itself, whichever has the lock first. Whoever else comes
 *       finds it free, and does nothing.
 *   <li>If {@code running} is zero, the bubble has decided what comes next (see below), and that is on its way.
 * </ol>
 *
 * <h2>How a wait and its signal meet</h2>
 *
 * <p>The waiting thread moves its wait to PARKED; then it takes the lock, looks at the state again and, unless the wait is
 * over, holds its suspension; then it parks. The signaller moves the state to DONE by an exchange. If the exchange finds
 * PARKED, the signaller takes the lock and frees the suspension; then it unparks the thread.
 *
 * <ul>
 *   <li>If the exchange comes before the second look, the thread sees DONE, and does not block. If it comes after, the
 *       signaller finds the suspension held. So no signal is missed, and none is counted twice.
 *   <li>Between the exchange and the freeing the count is too low by one, but the signaller itself runs: the count is not
 *       zero. (A signaller from outside does not count. It may come after the clock has jumped, or after the verdict of a
 *       deadlock; in that case the event from outside simply came too late.)
 *   <li>The woken thread may return from its park before it is freed, since an interrupt may wake it too. Before it does
 *       anything else, it takes the lock and frees itself. So it never runs uncounted.
 *   <li>A spurious return from the park is harmless for the same reason.
 *   <li>Whoever frees a suspension, leaves, or carries a verdict out must get the lock, even at the end of a stack: it spins if
 *       it cannot park to wait for it. So must whoever is about to start a goroutine, or to set or call off an event, as a
 *       part of something that has begun. Whoever is about to block may fail instead, as nothing has happened yet.
 *   <li>Waiting for the lock may use up the permit of an unpark. But the thread looks at the state after it has the
 *       lock; and between that look and the park it does nothing that could park.
 *   <li>The exchange is the first access to the waiter. Outside of bubbles, and for a thread that still spins, nothing is
 *       added to it.
 * </ul>
 *
 * <p><b>Interrupts.</b> {@code Thread.interrupt} cannot tell the bubble. A goroutine that interrupts another one, and then
 * blocks, may be the last to run, while the other is about to wake. So when nobody runs, the bubble first looks at the
 * interrupt flags of all that are blocked. The flag was set before the interrupting goroutine took the lock, so it is
 * seen. It stays set until its thread has freed itself, with one exception: the JDK's lock clears it while the thread waits
 * for the lock, in order to be able to park. So a thread that wakes says so in {@code waking} before it takes the lock, and
 * the bubble looks first at the flag and then there. (A waiting thread that ignores interrupts clears the flag, too, but
 * only when it has freed itself.) The price is a look at each blocked goroutine for each step of the clock, a microsecond
 * for a thousand.
 *
 * <p><b>Threads of executors.</b> A thread that a goroutine makes with {@code Go.threadFactory()} is a goroutine of the bubble,
 * too, but who starts it, and whether, is up to others, and cannot be seen. Such a thread is <em>expected</em> from when it is
 * made. When it begins to run, it <em>arrives</em>: it takes the lock, and is counted from then on. In between, when nobody
 * runs, the bubble looks at the states of those that are expected: one that has been started is about to arrive, and will
 * decide when it blocks. One that has not been started changes nothing, and is not waited for: when the last goroutine leaves,
 * the bubble no longer expects it. A goroutine that starts a thread does so before it blocks, so the bubble sees it; what a
 * thread outside starts may come too late, as everything from outside may.
 *
 * <h2>When nobody runs</h2>
 *
 * <p>Whoever lowers {@code running} to zero decides, in this order:
 *
 * <ol>
 *   <li>If a blocked goroutine is about to wake by itself, because of an interrupt or for no reason, or if a thread is about
 *       to arrive, nothing: it will run, and decide when it blocks again.
 *   <li>If a goroutine is in {@code SyncTest.await}, it is freed.
 *   <li>If main has returned, the time has stopped for good. If goroutines are left, they will never go on: that is the
 *       verdict.
 *   <li>If something is to happen at a set time, the clock jumps to the earliest such time, and everything that is due then
 *       happens: waits are freed, and one goroutine runs the alarms (functions to start, contexts to end), counted before
 *       the lock is free. What is due at the same time happens in random order, as in Go: a test must not depend on it.
 *   <li>Otherwise nothing will ever happen again: the verdict is a deadlock.
 * </ol>
 *
 * <p>What is set for a time that is not in the future happens at once.
 *
 * <p>If the decision frees the very thread that has made it, that thread need not park. A goroutine that sleeps all by
 * itself walks through the time without a switch of threads.
 *
 * <h2>How it ends</h2>
 *
 * <p>A bubble goes one way: it is open, then ending as soon as its program has an outcome ({@code Program.hasEnded}),
 * then {@code over}.
 *
 * <ul>
 *   <li>Main returns: nothing is interrupted. The others run until they end or block. If all end, the test has passed.
 *   <li>A verdict: a thread outside takes the stacks, makes a {@code DeadlockException} of them, and ends the program
 *       with that. If anything has been freed in the meantime (something outside did that), the verdict is void. While it has
 *       yet to be carried out, nobody decides anything; so it needs no memory to be passed, and if there is none for the
 *       stacks, the exception does without. If the thread that passes it has no stack left to start that thread, it takes
 *       the verdict back, and its wait fails: it runs, and decides when it blocks again.
 *   <li>Main or another goroutine fails: as in any program, that very exception is the outcome.
 * </ul>
 *
 * <p>A program that ends interrupts its goroutines, once. Whoever does that counts as running until all have been
 * interrupted. Then the time goes on, so that what they do in {@code finally} can take time. When nobody runs any more and
 * nothing is to happen, or when {@link dev.weft.internal.bubble.Bubble#LAST_STEPS} steps later some still have not ended,
 * those that are left are <em>abandoned</em>: they count as gone, the caller returns, and their threads stay parked, as
 * garbage.
 *
 * <h2>The border</h2>
 *
 * <ul>
 *   <li>Something of a bubble that is used from outside throws an {@code IllegalStateException} with Go's text, before
 *       anything has changed. Where the fast path of a lock leaves no room for that check, it is made as soon as somebody
 *       has to wait or to be woken.
 *   <li>Something from outside that is used in a bubble works in real time: waiting for it is not durable. What follows a
 *       clock by itself (a timer, a context with a deadline, a rate limiter) is refused instead, since its time is not that
 *       of the bubble.
 *   <li>A context made in the bubble, whose parent was made outside, ends with its parent. The canceller is outside then,
 *       and the children are closed without the check.
 * </ul>
 *
 * <p><b>Memory.</b> What a goroutine did before it blocked happens-before what follows from the decision that nobody runs:
 * the return of {@code await}, the events of the next time. Both take the lock.
 */
@NullMarked
package dev.weft.internal.bubble;

import org.jspecify.annotations.NullMarked;
