/**
 * Go's concurrency for Java: goroutines, channels, {@code select}, the {@code sync} package, timers and contexts, with
 * Go's semantics, on virtual threads.
 *
 * <p>Start with the tour in {@link dev.weft}.
 *
 * <h2>What holds everywhere</h2>
 *
 * <ul>
 *   <li><b>Interruption.</b> Unless documented otherwise, an operation that may wait throws {@link
 *       java.lang.InterruptedException}, and clears the interrupt flag, if its thread is interrupted before or while it
 *       waits, even where it could proceed at once. An operation that throws it has not happened; one that has happened
 *       returns normally. Iterators and streams of channels, and {@code ErrGroup.go}, throw {@link
 *       dev.weft.UncheckedInterruptedException} instead, and leave the flag set. Locks that ignore interrupts say so.
 *   <li><b>Time-outs.</b> Unless documented otherwise, a time-out of zero or less means one attempt, without waiting.
 *       One that is too long for a {@code long} of nanoseconds, some 292 years, is as good as no time-out.
 *   <li><b>Misuse</b> throws an unchecked exception with Go's own text, and changes nothing.
 *   <li><b>Memory.</b> Under "Memory consistency effects", each type states what Go's memory model promises, in terms
 *       of the <i>happens-before</i> of {@code java.util.concurrent}.
 *   <li><b>Null.</b> Unless documented otherwise, a null argument throws {@link java.lang.NullPointerException}, before
 *       anything has changed. Its message names the parameter, or is Go's text. What is only passed on is not checked: the
 *       arguments of a goroutine's function, the value and the error of a {@code Result}, the message and the cause of an
 *       exception. Results are never null unless documented otherwise.
 * </ul>
 *
 * <h2>System properties</h2>
 *
 * <p>Each is read once, when the library first needs it, at the latest when the first goroutine is started. (The first
 * operation on a channel may come earlier, and read {@code weft.scheduler}.)
 *
 * <table>
 * <caption>Options of the virtual machine</caption>
 * <tr><th>Option</th><th>Effect</th></tr>
 * <tr><td>{@code -Dweft.scheduler=jdk}</td><td>goroutines run on the JDK's scheduler, as without the option</td></tr>
 * <tr><td>{@code -Dweft.scheduler=go}</td><td>goroutines run on Weft's own scheduler, which is Go's; see {@link
 * dev.weft.Go#threadFactory}. Needs {@code --add-opens=java.base/java.lang=ALL-UNNAMED} or, on the module path, {@code
 * =dev.weft}</td></tr>
 * <tr><td>{@code -Dweft.scheduler.processors=4}</td><td>Go's {@code GOMAXPROCS}, for Weft's own scheduler; without it, as
 * many as there are processors</td></tr>
 * <tr><td>{@code -Dweft.track=true}</td><td>goroutines are tracked from the beginning; see {@link
 * dev.weft.Goroutines#track}</td></tr>
 * </table>
 */
module dev.weft {
    requires static org.jspecify;
    requires static jdk.jfr; // without it, nothing is recorded
    requires static java.management; // without it, JMX clients do not see goroutines

    exports dev.weft;
    exports dev.weft.sync;
    exports dev.weft.time;
    exports dev.weft.context;
    exports dev.weft.testing;
}
