package dev.weft.benchmarks.costs;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.SelectCase;
import dev.weft.SendCase;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.sync.Mutex;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Measures what the library promises besides speed: how large its objects are, what it allocates, and that goroutines
 * that wait take no processor time.
 */
final class Bounds {
    private static final int OBJECTS = 500_000;
    private static final int CALLS = 1_000_000;

    private final List<Cost> costs = new ArrayList<>();

    private Bounds() {}

    /**
     * Measures everything.
     *
     * @param waiting how many goroutines wait while the processor time is measured
     */
    static List<Cost> measure(int waiting) throws Exception {
        Bounds bounds = new Bounds();
        bounds.size("an empty unbuffered channel", Channel::make);
        bounds.size("a mutex", Mutex::new);
        bounds.allocations();
        bounds.idle(waiting);
        return bounds.costs;
    }

    private void size(String what, Supplier<?> make) throws InterruptedException {
        Object[] all = new Object[OBJECTS];
        Memory before = Memory.now();
        for (int i = 0; i < OBJECTS; i++) {
            all[i] = make.get();
        }
        Memory after = Memory.now();
        add("size of " + what, "bytes", (double) (after.heap() - before.heap()) / all.length);
    }

    private void allocations() throws Exception {
        Channel<Unit> channel = Channel.make(1);
        allocation("a send and a receive that do not wait", () -> {
            channel.send(Unit.UNIT);
            channel.receive();
        });
        SendCase<Unit> out = send(channel, Unit.UNIT);
        ReceiveCase<Unit> in = receive(channel);
        ReceiveCase<Unit> idle = receive(Channel.make());
        SelectCase[] sending = {out, idle};
        SelectCase[] receiving = {in, idle};
        allocation("two reused selects that do not wait, of cases in an array", () -> {
            select(sending);
            select(receiving);
        });
        allocation("two such selects, of cases as arguments", () -> {
            select(out, idle);
            select(in, idle);
        });
        allocation("a try-select that finds nothing", () -> trySelect(receiving));
        Mutex mutex = new Mutex();
        allocation("a lock and unlock", () -> {
            mutex.lock();
            mutex.unlock();
        });
    }

    /** Measured as the average over many calls, in this thread. */
    private void allocation(String what, Task<?> call) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < CALLS; i++) { // until it is compiled
            call.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        long after = threads.getCurrentThreadAllocatedBytes();
        add("allocated by " + what, "bytes", (double) (after - before) / CALLS);
    }

    /** The processor time of a process in which that many goroutines wait. */
    private void idle(int waiting) throws InterruptedException {
        Parked crowd = new Parked(Kind.GOROUTINE, waiting);
        TimeUnit.SECONDS.sleep(2); // lets the JIT compiler finish
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long begin = System.nanoTime();
        long before = system.getProcessCpuTime();
        TimeUnit.SECONDS.sleep(3);
        double share = (double) (system.getProcessCpuTime() - before) / (System.nanoTime() - begin);
        costs.add(new Cost(String.format(Locale.ROOT, "processor time while %,d wait", waiting), Cost.GOROUTINE,
                "% of one processor", List.of(100 * share), ""));
        crowd.end();
    }

    private void add(String what, String unit, double value) {
        costs.add(new Cost(what, Cost.WEFT, unit, List.of(value), ""));
    }
}
