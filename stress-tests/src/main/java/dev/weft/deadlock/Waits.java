package dev.weft.deadlock;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Select;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.Context;
import dev.weft.sync.Cond;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.Mutex;
import dev.weft.sync.Once;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Ways to wait until a gate is opened. Some need another goroutine, which waits as well. */
final class Waits {
    private Waits() {}

    /** A random one. */
    static Task<?> random(Random random, Channel<Unit> gate, AtomicInteger started, AtomicInteger ended) {
        return switch (random.nextInt(12)) {
            case 0 -> gate::receive;
            case 1 -> () -> gate.forEach(v -> {});
            case 2 -> () -> Select.select(Select.receive(gate), Select.receive(Channel.make()));
            case 3 -> () -> Select.select(Select.send(Channel.make(), 1), Select.receive(gate), null);
            case 4 -> () -> {
                Mutex mutex = new Mutex();
                mutex.lock();
                helper(started, ended, gate, mutex::unlock);
                mutex.lock();
            };
            case 5 -> () -> {
                RWMutex rw = new RWMutex();
                rw.rLock();
                helper(started, ended, gate, rw::rUnlock);
                rw.lock();
            };
            case 6 -> () -> {
                RWMutex rw = new RWMutex();
                rw.lock();
                helper(started, ended, gate, rw::unlock);
                rw.rLock();
            };
            case 7 -> () -> {
                WaitGroup wg = new WaitGroup();
                wg.add(1);
                helper(started, ended, gate, wg::done);
                wg.await();
            };
            case 8 -> () -> {
                Mutex mutex = new Mutex();
                Cond cond = new Cond(mutex);
                boolean[] open = {false};
                helper(started, ended, gate, () -> {
                    mutex.lock();
                    open[0] = true;
                    cond.broadcast();
                    mutex.unlock();
                });
                try (var held = mutex.hold()) {
                    while (!open[0]) {
                        cond.await();
                    }
                }
            };
            case 9 -> () -> {
                ErrGroup group = new ErrGroup();
                group.go(() -> counted(started, ended, gate::receive));
                group.await();
            };
            case 10 -> () -> {
                try (var ctx = Context.withCancel(Context.background())) {
                    helper(started, ended, gate, ctx::cancel);
                    Context.withValue(ctx, Context.Key.of("key"), 1).done().receive();
                }
            };
            default -> () -> {
                Once once = new Once();
                Channel<Unit> begun = Channel.make();
                go(() -> counted(started, ended, () -> once.doOnce(() -> {
                    begun.close();
                    Go.uninterruptibly(() -> gate.receive());
                })));
                begun.receive();
                once.doOnce(() -> {});
            };
        };
    }

    /** Starts a goroutine that waits for the gate, and then does something. */
    private static void helper(AtomicInteger started, AtomicInteger ended, Channel<Unit> gate, Runnable then) {
        go(() -> counted(started, ended, () -> {
            try {
                gate.receive();
            } finally {
                then.run();
            }
        }));
    }

    private static void counted(AtomicInteger started, AtomicInteger ended, Task<?> task) throws Exception {
        started.incrementAndGet();
        try {
            task.run();
        } finally {
            ended.incrementAndGet();
        }
    }

    /** Waits until all but the current goroutine have ended, unless it is interrupted. */
    static void awaitAll(AtomicInteger started, AtomicInteger ended) throws InterruptedException {
        while (started.get() != ended.get() + 1) {
            Thread.sleep(1);
        }
    }
}
