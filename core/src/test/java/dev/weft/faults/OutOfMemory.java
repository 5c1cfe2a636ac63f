package dev.weft.faults;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Select;
import dev.weft.Task;
import dev.weft.context.Context;
import dev.weft.support.Carriers;
import dev.weft.support.FullHeap;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Operations with less and less memory: in each round the heap is filled except for a few bytes more than in the round
 * before, so that each allocation in turn is the one that fails. Whatever the operation does then, it has either
 * happened or not happened, and afterwards nothing is lost or stuck.
 */
final class OutOfMemory {
    private static final Duration SOON = Duration.ofNanos(1);
    private static final int STEP = 24;
    private static final int MOST = 480;

    /** The outcome of a round: what the operation threw, if anything. */
    private static Throwable thrown;

    private OutOfMemory() {}

    /** An object to operate on, made again for each round. */
    private interface Subject {
        /** Runs the operation with almost no memory left. */
        void operate() throws Exception;

        /** Checks the object once there is memory again. */
        void check() throws Exception;
    }

    private interface Maker {
        Subject make() throws Exception;
    }

    /** Runs one kind of operation, in a goroutine or a platform thread, and prints how often it threw. */
    public static void main(String[] args) throws Exception {
        Carriers.startAll();
        Maker maker = switch (args[0]) {
            case "receive" -> OutOfMemory::receive;
            case "send" -> OutOfMemory::send;
            case "buffered" -> OutOfMemory::buffered;
            case "select" -> OutOfMemory::select;
            case "ticker" -> OutOfMemory::ticker;
            case "mutex" -> OutOfMemory::mutex;
            case "rwmutex" -> OutOfMemory::rwMutex;
            case "cond" -> () -> cond(new Mutex());
            case "foreigncond" -> OutOfMemory::foreignCond;
            case "waitgroup" -> OutOfMemory::waitGroup;
            case "sleep" -> OutOfMemory::sleep;
            case "context" -> OutOfMemory::context;
            case "afterfunc" -> OutOfMemory::afterFunc;
            default -> throw new IllegalArgumentException(args[0]);
        };
        Task<Exception> rounds = () -> rounds(maker);
        Throwable[] failure = new Throwable[1];
        Runnable guarded = () -> {
            try {
                rounds.run();
            } catch (Throwable t) {
                FullHeap.empty();
                failure[0] = t;
            }
        };
        Thread thread =
                args[1].equals("goroutine") ? Go.threadFactory().newThread(guarded) : new Thread(guarded);
        thread.start();
        thread.join();
        if (failure[0] != null) {
            failure[0].printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private static void rounds(Maker maker) throws Exception {
        for (int i = 0; i < 3; i++) { // loads the classes, and links what the interpreter meets first
            Subject warm = maker.make();
            warm.operate();
            warm.check();
        }
        int threw = 0;
        int went = 0;
        // In steps, and then further until it suffices: how much a goroutine needs to park depends on what is compiled.
        for (int left = STEP; left <= MOST || went == 0; left += left < MOST ? STEP : left) {
            Subject subject = maker.make();
            thrown = null;
            FullHeap.fillBut(left);
            try {
                subject.operate();
            } catch (Throwable t) {
                thrown = t;
            }
            FullHeap.empty();
            if (thrown == null) {
                went++;
            } else if (thrown instanceof OutOfMemoryError) {
                threw++;
            } else {
                throw new AssertionError("with less than " + left + " bytes", thrown);
            }
            try {
                subject.check();
            } catch (AssertionError e) {
                throw new AssertionError("with less than " + left + " bytes, after " + thrown,
                        thrown == null ? e : thrown);
            }
        }
        System.out.println("threw " + threw + ", went " + went);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    // Channels.

    private static Subject receive() {
        Channel<Integer> ch = Channel.make();
        return new Subject() {
            @Override
            public void operate() throws InterruptedException {
                ch.tryReceive(SOON);
            }

            @Override
            public void check() {
                OutOfMemory.check(!ch.trySend(1), "an element goes to a receiver that has left");
                OutOfMemory.check(ch.toString().contains("receivers 0"), "it stands in the queue still: " + ch);
            }
        };
    }

    private static Subject send() {
        Channel<Integer> ch = Channel.make();
        Integer element = 1;
        return new Subject() {
            @Override
            public void operate() throws InterruptedException {
                ch.trySend(element, SOON);
            }

            @Override
            public void check() {
                OutOfMemory.check(ch.tryReceive() == null, "an element comes from a sender that has left");
            }
        };
    }

    private static Subject buffered() {
        Channel<Integer> ch = Channel.make(1);
        Integer element = 1;
        return new Subject() {
            @Override
            public void operate() throws InterruptedException {
                ch.send(element);
                ch.trySend(element, SOON); // it is full
                ch.receive();
                ch.tryReceive(SOON); // it is empty
            }

            @Override
            public void check() {
                boolean full = ch.len() == 1;
                OutOfMemory.check(full == (ch.tryReceive() != null), "len is what can be received");
                OutOfMemory.check(ch.tryReceive() == null && ch.len() == 0, "not more than one element");
                OutOfMemory.check(ch.trySend(2) && ch.len() == 1, "there is room, and nobody who has left takes it");
            }
        };
    }

    private static Subject select() {
        Channel<Integer> a = Channel.make();
        Channel<Integer> b = Channel.make();
        var in = Select.receive(a);
        var out = Select.send(b, 1);
        return new Subject() {
            @Override
            public void operate() throws InterruptedException {
                Select.select(SOON, in, out);
            }

            @Override
            public void check() throws InterruptedException {
                OutOfMemory.check(!a.trySend(1) && b.tryReceive() == null, "a select that has left is found");
                OutOfMemory.check(Select.select(SOON, in, out) == -1, "its cases can be used again");
            }
        };
    }

    private static Subject ticker() {
        var ticker = Timers.newTicker(SOON);
        return new Subject() {
            @Override
            public void operate() throws InterruptedException {
                ticker.channel().receive();
                ticker.channel().tryReceive();
                ticker.reset(SOON);
                Select.trySelect(Select.receive(ticker.channel()));
                ticker.stop();
            }

            @Override
            public void check() throws InterruptedException {
                ticker.reset(SOON);
                OutOfMemory.check(ticker.channel().receive() != null, "it ticks on");
                ticker.stop();
                OutOfMemory.check(ticker.channel().tryReceive() == null, "it stops");
            }
        };
    }

    // Locks: another thread holds the lock, so the operation has to wait. The holder unlocks it, with or without
    // memory.

    private static Subject mutex() throws Exception {
        Mutex mu = new Mutex();
        return locking(mu::lock, mu::unlock, mu::lock, mu::unlock);
    }

    private static int turn;

    private static Subject rwMutex() throws Exception {
        RWMutex rw = new RWMutex();
        return switch (turn++ % 3) {
            case 0 -> locking(rw::lock, rw::unlock, rw::rLock, rw::rUnlock);
            case 1 -> locking(rw::rLock, rw::rUnlock, rw::lock, rw::unlock);
            default -> locking(rw::lock, rw::unlock, rw::lock, rw::unlock);
        };
    }

    private static Subject locking(Runnable exclude, Runnable let, Runnable lock, Runnable unlock) throws Exception {
        contend(exclude, let, lock, unlock);
        exclude.run();
        boolean[] begun = new boolean[1];
        boolean[] locked = new boolean[1];
        Thread holder = new Thread(() -> {
            synchronized (begun) {
                while (!begun[0]) {
                    try {
                        begun.wait();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }
            }
            Thread.onSpinWait(); // it makes no difference whether the other thread already waits
            let.run();
        });
        holder.start();
        return new Subject() {
            @Override
            public void operate() {
                synchronized (begun) {
                    begun[0] = true;
                    begun.notifyAll();
                }
                lock.run();
                locked[0] = true;
            }

            @Override
            public void check() throws InterruptedException {
                OutOfMemory.check(thrown == null && locked[0], "lock needs no memory, but threw " + thrown);
                holder.join();
                unlock.run();
                exclude.run(); // no other thread holds it
            }
        };
    }

    /** Runs once with memory, so that every step has been run before. */
    private static void contend(Runnable exclude, Runnable let, Runnable lock, Runnable unlock)
            throws InterruptedException {
        exclude.run();
        Thread waiting = new Thread(lock);
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        let.run();
        waiting.join();
        unlock.run();
    }

    private static Subject cond(Mutex mu) {
        Cond cond = new Cond(mu);
        return new Subject() {
            @Override
            public void operate() throws InterruptedException {
                mu.lock();
                cond.await(SOON);
            }

            @Override
            public void check() {
                OutOfMemory.check(!mu.tryLock(), "await returned, or threw, without its lock");
                mu.unlock();
                cond.signal();
                OutOfMemory.check(cond.toString().contains("nobody waits"), "it has left the queue");
            }
        };
    }

    private static Subject foreignCond() {
        ReentrantLock lock = new ReentrantLock();
        Cond cond = new Cond(lock);
        return new Subject() {
            @Override
            public void operate() throws InterruptedException {
                lock.lock();
                cond.await(SOON);
            }

            @Override
            public void check() {
                OutOfMemory.check(lock.isHeldByCurrentThread(), "await returned, or threw, without its lock");
                lock.unlock();
            }
        };
    }

    private static Subject waitGroup() {
        WaitGroup wg = new WaitGroup();
        wg.add(1);
        return new Subject() {
            @Override
            public void operate() throws InterruptedException {
                wg.await(SOON);
            }

            @Override
            public void check() throws InterruptedException {
                OutOfMemory.check(wg.toString().endsWith("[counter 1]"), "it has left the queue: " + wg);
                wg.done();
                wg.await();
            }
        };
    }

    private static Subject sleep() {
        return new Subject() {
            @Override
            public void operate() throws InterruptedException {
                Go.gosched();
                Go.sleep(SOON);
                Go.gosched();
            }

            @Override
            public void check() throws InterruptedException {
                Go.sleep(SOON);
            }
        };
    }

    private static Subject context() {
        var parent = Context.withCancel(Context.background());
        return new Subject() {
            @Override
            public void operate() {
                Context.withTimeout(parent, Duration.ofDays(1)).cancel();
            }

            @Override
            public void check() {
                parent.cancel();
                OutOfMemory.check(parent.err() != null && parent.done().drained(), "its parent ends");
            }
        };
    }

    private static Subject afterFunc() {
        boolean[] ran = new boolean[1];
        return new Subject() {
            @Override
            public void operate() {
                Timers.afterFunc(Duration.ofDays(1), () -> ran[0] = true).stop();
            }

            @Override
            public void check() throws InterruptedException {
                Channel<Integer> later = Channel.make(1);
                Timers.afterFunc(Duration.ZERO, () -> later.send(1));
                OutOfMemory.check(later.receive() == 1, "another one runs");
                OutOfMemory.check(!ran[0], "one that threw, or was stopped, does not");
            }
        };
    }
}
