package dev.weft.conformance.leaks;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Unit.UNIT;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;

/** {@code simple.go}: a leak for each operation that can wait forever. */
final class SimplePrograms {
    /** The channel of {@link #noLeakGlobal}: as long as it is here, somebody may use it. */
    private static volatile Channel<Unit> global;

    private SimplePrograms() {}

    /** A receive from a null channel. Repaired: the channel is there, and is closed. */
    @GoProgram(value = "NilRecv", leaks = "[select (no cases)]")
    static void nilRecv(boolean repaired) {
        Channel<Unit> c = repaired ? Channel.make() : null;
        go(() -> select(receive(c)));
        if (c != null) {
            c.close();
        }
    }

    /** A send to a null channel. Repaired: the channel is there, and has a buffer. */
    @GoProgram(value = "NilSend", leaks = "[select (no cases)]")
    static void nilSend(boolean repaired) {
        Channel<Unit> c = repaired ? Channel.make(1) : null;
        go(() -> select(send(c, UNIT)));
    }

    /** A select without cases. Repaired: it has a case that is ready. */
    @GoProgram(value = "SelectNoCases", leaks = "[select (no cases)]")
    static void selectNoCases(boolean repaired) {
        go(() -> {
            if (repaired) {
                select(send(Channel.make(1), UNIT));
            } else {
                select();
            }
        });
    }

    /** A receive, and nobody sends. Repaired: the channel is closed. */
    @GoProgram(value = "ChanRecv", leaks = "[chan receive]")
    static void chanRecv(boolean repaired) {
        go(() -> {
            Channel<Unit> c = Channel.make();
            if (repaired) {
                c.close();
            }
            c.receive();
        });
    }

    /** A send, and nobody receives. Repaired: the channel has a buffer. */
    @GoProgram(value = "ChanSend", leaks = "[chan send]")
    static void chanSend(boolean repaired) {
        go(() -> Channel.<Unit>make(repaired ? 1 : 0).send(UNIT));
    }

    /** A select, and nobody uses its channels. Repaired: one of them has a buffer. */
    @GoProgram(value = "Select", leaks = "[select]")
    static void selectOfTwo(boolean repaired) {
        go(() -> select(send(Channel.make(repaired ? 1 : 0), UNIT), receive(Channel.make())));
    }

    /** A wait for a group, and nobody counts down. Repaired: the group is counted down. */
    @GoProgram(value = "WaitGroup", leaks = "[sync.WaitGroup.Wait]")
    static void waitGroup(boolean repaired) {
        go(() -> {
            WaitGroup group = new WaitGroup();
            group.add(1);
            if (repaired) {
                group.done();
            }
            group.await();
        });
    }

    /** A thousand goroutines lock a mutex twice. Repaired: they unlock it in between. */
    @GoProgram(value = "MutexStack", leaks = "[sync.Mutex.Lock] ×1000")
    static void mutexStack(boolean repaired) {
        for (int i = 0; i < 1000; i++) {
            go(() -> lockTwice(new Mutex(), repaired));
        }
    }

    /** The same, with mutexes that other goroutines have made, which have ended. Repaired: likewise. */
    @GoProgram(value = "MutexHeap", leaks = "[sync.Mutex.Lock] ×1000")
    static void mutexHeap(boolean repaired) {
        for (int i = 0; i < 1000; i++) {
            go(() -> {
                Mutex mu = new Mutex();
                go(() -> lockTwice(mu, repaired));
            });
        }
    }

    private static void lockTwice(Mutex mu, boolean repaired) {
        mu.lock();
        if (repaired) {
            mu.unlock();
        }
        mu.lock();
    }

    /** A writer takes the read lock. Repaired: it unlocks first. */
    @GoProgram(value = "RWMutexRLock", leaks = "[sync.RWMutex.RLock]")
    static void rwMutexRLock(boolean repaired) {
        go(() -> {
            RWMutex mu = new RWMutex();
            mu.lock();
            if (repaired) {
                mu.unlock();
            }
            mu.rLock();
        });
    }

    /** A writer locks twice. Repaired: it unlocks in between. */
    @GoProgram(value = "RWMutexLock", leaks = "[sync.RWMutex.Lock]")
    static void rwMutexLock(boolean repaired) {
        go(() -> {
            RWMutex mu = new RWMutex();
            mu.lock();
            if (repaired) {
                mu.unlock();
            }
            mu.lock();
        });
    }

    /** A wait for a condition, and nobody signals. Repaired: main makes the condition true, and signals. */
    @GoProgram(value = "Cond", leaks = "[sync.Cond.Wait]")
    static void cond(boolean repaired) {
        Cond cond = new Cond(new Mutex());
        boolean[] ready = {false};
        go(() -> {
            cond.L.lock();
            while (!ready[0]) {
                cond.await();
            }
            cond.L.unlock();
        });
        if (repaired) {
            cond.L.lock();
            ready[0] = true;
            cond.L.unlock();
            cond.signal();
        }
    }

    /** The waiter waits for the sender before it receives. Repaired: it receives first. */
    @GoProgram(value = "Mixed", leaks = {"waiter [sync.WaitGroup.Wait]", "sender [chan send]"})
    static void mixed(boolean repaired) {
        go("waiter", () -> {
            Channel<Unit> c = Channel.make();
            WaitGroup group = new WaitGroup();
            group.add(1);
            go("sender", () -> {
                c.send(UNIT);
                group.done();
            });
            if (repaired) {
                c.receive();
                group.await();
            } else {
                group.await();
                c.receive();
            }
        });
    }

    /** A receive from a channel to which a static field refers: no leak. Repaired: the channel is closed. */
    @GoProgram(value = "NoLeakGlobal", waits = "[chan receive]")
    static void noLeakGlobal(boolean repaired, Stage stage) {
        global = Channel.make();
        go(() -> global.receive());
        if (repaired) {
            global.close();
        } else {
            stage.atEnd(() -> global.close());
        }
    }
}
