package dev.weft;

import dev.weft.internal.goroutine.Tracker;
import dev.weft.internal.goroutine.Tracking;
import dev.weft.internal.observe.Dump;
import dev.weft.internal.observe.Known;
import dev.weft.internal.observe.Leaks;
import dev.weft.internal.observe.Watch;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The goroutines of this process: what they wait for, since when, and where they were started. Go has this in {@code
 * runtime} and {@code runtime/pprof}.
 *
 * <p>The goroutines of a {@link Go#run} are always known. Others are known if they were started while goroutines were
 * {@linkplain #track tracked}. Other virtual threads are not known.
 *
 * <p>These methods may be called at any time and from any thread, as often as you like; the goroutines run on meanwhile,
 * and do not pay for it. So each goroutine is seen as it was at one moment, but not all at the same moment.
 *
 * <p><b>Use {@link #dump}, not the JDK's dump of all threads</b> ({@code jcmd PID Thread.dump_to_file}, or {@code
 * dumpThreads} of {@code HotSpotDiagnosticMXBean}): while goroutines hand over to each other, that has crashed the virtual
 * machine of JDK 25.0.3 (JDK-8364343). {@code jstack} and {@code SIGQUIT} do not show goroutines that wait.
 *
 * <p>A process that runs a {@link Go#run}, or tracks goroutines, can be asked from outside, by any JMX client: {@code
 * jconsole} and VisualVM show the bean {@code dev.weft:type=Goroutines}. It is registered about a second after two
 * conditions have come true: a {@code Go.run} is running or goroutines are tracked, and the process has a platform MBean
 * server. A client that connects creates that server; code of the same process calls {@code
 * ManagementFactory.getPlatformMBeanServer()}, and waits for the bean. The bean goes away when there has been neither a
 * {@code Go.run} nor tracking for ten seconds.
 */
public final class Goroutines {
    private Goroutines() {}

    /**
     * Counts goroutines, Go's {@code runtime.NumGoroutine}.
     *
     * @return how many there are in the {@link Go#run} of the current goroutine; in other threads, how many are known
     */
    public static int count() {
        return Known.count();
    }

    /**
     * Returns what each known goroutine does now.
     *
     * @return their states, in the order of their numbers, which is that in which they were made
     */
    public static List<GoroutineState> all() {
        return Known.states();
    }

    /**
     * Returns what {@link #all} returns as text, in the form in which Go prints goroutines: {@code runtime.Stack}, {@code
     * pprof.Lookup("goroutine")}. Of more than 100 goroutines, those at the same place are listed together.
     *
     * @return the text, without a line break at its end
     */
    public static String dump() {
        return Dump.ofAll();
    }

    /**
     * Prints the text of {@link #dump()}.
     *
     * @param out where to
     * @throws IOException if {@code out} throws it
     */
    public static void dump(Appendable out) throws IOException {
        Dump.printAll(Objects.requireNonNull(out, "out"));
    }

    /**
     * Finds goroutines that can never go on, Go's profile {@code goroutineleak}: runs the garbage collector, up to three
     * times, lets other threads run in between, and returns those that nobody can wake. After that, they are gone, and what
     * only they referred to is garbage, too; their {@code finally} blocks have not run and never will. Each is returned
     * once.
     *
     * <p>The collector can judge a goroutine by itself if it was started while goroutines were {@linkplain #track
     * tracked}. Without that, the goroutines of a {@link Go#run} are kept or collected together.
     *
     * <p>A goroutine is found if it waits on something of this library, or on a lock, a future or the like of {@code
     * java.util.concurrent}, and nothing that is alive refers to it or to what it waits for. (What refers to it may be
     * a static field, or a variable of a method that still runs; in interpreted code, even one that is no longer used.)
     * A goroutine that only waits to be interrupted at the end of its {@code Go.run} is found, too.
     *
     * @return where each of them waited, in the order of their numbers; and the same for the last 1,000 that were found
     *     earlier, while goroutines were tracked
     * @throws IllegalStateException if {@code System.gc()} has no effect ({@code -XX:+DisableExplicitGC})
     */
    public static List<GoroutineState> leaked() {
        return Leaks.find();
    }

    /**
     * Tracks goroutines: from now on those outside of a {@link Go#run} are known, too, and so is the place where
     * each was started. A {@code go} then takes some 3 to 7 µs longer, and a goroutine some 500 bytes more. {@code
     * -Dweft.track=true} tracks them from the beginning, and for good.
     *
     * <p>Meanwhile, the library looks for tracked goroutines that can never go on, and reports each once, in a warning
     * to the {@link System.Logger} {@code dev.weft}; see {@link #leaked}. For this, it calls {@code System.gc()} now
     * and then. The goroutines that it reports are gone. They include any of a {@link Go#run} that only waits to be
     * interrupted at the end of the run, in order to clean up. So track goroutines to find a fault, or have something
     * that runs refer to such a goroutine.
     *
     * @return a handle; closing it ends the tracking, unless others track as well
     */
    public static AutoCloseable track() {
        Tracker tracker = Watch.track();
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                Tracking.end(tracker);
            }
        };
    }
}
