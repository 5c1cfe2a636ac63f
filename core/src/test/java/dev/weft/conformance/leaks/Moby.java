package dev.weft.conformance.leaks;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.Unit.UNIT;
import static dev.weft.support.Goroutines.awaitParked;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.context.Context;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Timers;
import java.io.IOException;
import java.time.Duration;

/** Bugs of Moby, which is Docker. */
final class Moby {
    private Moby() {}

    /**
     * Two goroutines delete the same device: one holds the device, and has unlocked the set for a moment; the other has
     * locked the set, and waits for the device. Repaired: they lock the device before the set.
     */
    @GoProgram(value = "Moby4951", leaks = "deleteDevice [sync.Mutex.Lock] ×2")
    static void moby4951(boolean repaired) {
        Mutex setMu = new Mutex();
        Mutex deviceMu = new Mutex();
        Channel<Unit> setUnlocked = Channel.make();
        Thread second = go("deleteDevice", () -> {
            setUnlocked.receive();
            lockDeviceAndSet(setMu, deviceMu, repaired);
            deviceMu.unlock();
            setMu.unlock();
        });
        go("deleteDevice", () -> {
            lockDeviceAndSet(setMu, deviceMu, repaired);
            setMu.unlock();
            setUnlocked.close();
            awaitParked(second, "sync.Mutex.Lock"); // so long it takes until the device is gone
            setMu.lock();
            deviceMu.unlock();
            setMu.unlock();
        });
    }

    private static void lockDeviceAndSet(Mutex setMu, Mutex deviceMu, boolean repaired) {
        if (repaired) {
            deviceMu.lock();
            setMu.lock();
        } else {
            setMu.lock();
            deviceMu.lock();
        }
    }

    /** After an error, the loop continues without unlocking. Repaired: it unlocks. */
    @GoProgram(value = "Moby7559", leaks = "run [sync.Mutex.Lock]")
    static void moby7559(boolean repaired) {
        Mutex mu = new Mutex();
        go("run", () -> {
            for (int i = 0; i < 2; i++) {
                mu.lock();
                try {
                    dial();
                } catch (IOException e) {
                    if (repaired) {
                        mu.unlock();
                    }
                    continue;
                }
                mu.unlock();
            }
        });
    }

    private static void dial() throws IOException {
        throw new IOException("missing address");
    }

    /** If there is nothing to clean up, the clean-up returns without unlocking. Repaired: it unlocks. */
    @GoProgram(value = "Moby17176", leaks = "locker [sync.Mutex.Lock]")
    static void moby17176(boolean repaired) throws InterruptedException {
        Mutex mu = new Mutex();
        int deletedDevices = 0;
        mu.lock();
        if (deletedDevices > 0 || repaired) {
            mu.unlock();
        }
        Channel<Unit> done = Channel.make(1);
        go("locker", () -> {
            mu.lock();
            done.send(UNIT);
            mu.unlock();
        });
        select(Duration.ofMillis(1), receive(done));
    }

    /** A transfer that may report its progress, at its beginning and at its end. */
    private static final class Watcher {
        final Channel<Unit> release = Channel.make();
        final Channel<Unit> ended = Channel.make();

        Watcher(Channel<Unit> progress, boolean hasProgress) {
            go("watcher", () -> {
                if (hasProgress) {
                    progress.send(UNIT);
                }
                select(receive(Channel.make()), receive(release));
                if (hasProgress) {
                    progress.send(UNIT);
                }
                ended.close();
            });
        }
    }

    /**
     * A consumer that finds the progress wrong returns, and the transfers go on reporting theirs. Repaired: the
     * consumer receives to the end.
     */
    @GoProgram(
            value = "Moby21233",
            leaks = {"test [chan receive]", "watcher [chan send] ×2", "watcher [select]"})
    static void moby21233(boolean repaired) {
        Channel<Unit> progress = Channel.make();
        Channel<Unit> firstSeen = Channel.make();
        Channel<Unit> seenAll = Channel.make();
        go("consumer", () -> {
            while (progress.receive() != null) {
                if (firstSeen.tryClose() && !repaired) {
                    return;
                }
            }
            seenAll.close();
        });
        go("test", () -> {
            Watcher first = new Watcher(progress, true);
            firstSeen.receive();
            Watcher[] watchers = {first, new Watcher(progress, true), new Watcher(progress, false)};
            for (Watcher w : watchers) {
                w.release.close();
                w.ended.receive();
            }
            progress.close();
            seenAll.receive();
        });
    }

    /** Init waits for the group inside the loop that starts its goroutines. Repaired: it waits after the loop. */
    @GoProgram(value = "Moby25348", leaks = "init [sync.WaitGroup.Wait]")
    static void moby25348(boolean repaired) {
        go("init", () -> {
            int plugins = 2;
            WaitGroup group = new WaitGroup();
            group.add(plugins);
            for (int i = 0; i < plugins; i++) {
                go("plugin", () -> group.done());
                if (!repaired) {
                    group.await();
                }
            }
            group.await();
        });
    }

    /**
     * To remove a watch, the reader waits for an event, which comes from a goroutine that is still sending another
     * event to the reader. Repaired: removing does not wait.
     */
    @GoProgram(value = "Moby27782", leaks = {"readLogs [sync.Cond.Wait]", "readEvents [select]"})
    static void moby27782(boolean repaired) {
        Cond removed = new Cond(new Mutex());
        Channel<Unit> events = Channel.make();
        Channel<Unit> watcherClosed = Channel.make();
        Channel<Unit> loggerClosed = Channel.make();
        Channel<Unit> removing = Channel.make();
        go("readEvents", () -> {
            removing.receive();
            while (select(send(events, UNIT), receive(watcherClosed)) == 0) {
                // another one
            }
        });
        go("readLogs", () -> {
            if (select(receive(events), receive(loggerClosed)) == 1) {
                removing.close();
                if (!repaired) {
                    removed.L.lock();
                    removed.await();
                    removed.L.unlock();
                }
            }
            watcherClosed.close();
        });
        loggerClosed.close();
    }

    /**
     * A goroutine holds a lock while it sends the stop to the monitor, and the monitor takes that lock before it
     * receives. Repaired: the stop is a close, which does not wait.
     */
    @GoProgram(value = "Moby28462", leaks = {"monitor [sync.Mutex.Lock]", "stateChanged [chan send]"})
    static void moby28462(boolean repaired) {
        Mutex containerMu = new Mutex();
        Channel<Unit> stop = Channel.make();
        Channel<Unit> probing = Channel.make();
        Channel<Unit> changing = Channel.make();
        go("monitor", () -> {
            while (trySelect(receive(stop)) < 0) {
                probing.tryClose();
                changing.receive();
                containerMu.lock();
                containerMu.unlock();
            }
        });
        go("stateChanged", () -> {
            probing.receive();
            containerMu.lock();
            changing.close();
            if (repaired) {
                stop.close();
            } else {
                stop.send(UNIT);
            }
            containerMu.unlock();
        });
    }

    /** A goroutine waits for an activation that has failed. Repaired: the failure wakes it, too. */
    @GoProgram(value = "Moby30408", leaks = {"main [chan receive]", "waitActive [sync.Cond.Wait]"})
    static void moby30408(boolean repaired) {
        Cond activation = new Cond(new Mutex());
        boolean[] activated = {false};
        boolean[] failed = {false};
        Channel<Unit> done = Channel.make();
        go("waitActive", () -> {
            activation.L.lock();
            while (!activated[0] && !(failed[0] && repaired)) {
                activation.await();
            }
            activation.L.unlock();
            done.close();
        });
        go("main", () -> {
            activation.L.lock();
            failed[0] = true;
            activation.L.unlock();
            if (repaired) {
                activation.broadcast();
            }
            done.receive();
        });
    }

    /** The monitor is stopped during a probe, and does not receive its result. Repaired: the channel has a buffer. */
    @GoProgram(value = "Moby33781", leaks = "probe [chan send]")
    static void moby33781(boolean repaired) {
        Channel<Boolean> stop = Channel.make();
        Channel<Unit> probing = Channel.make();
        Channel<Unit> monitorLeft = Channel.make();
        go("monitor", () -> {
            if (select(receive(stop), receive(Timers.after(Duration.ofMillis(1)))) == 1) {
                Channel<Boolean> results = Channel.make(repaired ? 1 : 0);
                try (var ctx = Context.withTimeout(Context.background(), Duration.ofMinutes(1))) {
                    go("probe", () -> {
                        probing.close();
                        monitorLeft.receive();
                        results.send(true);
                        results.close();
                    });
                    select(receive(stop), receive(results), receive(ctx.done()));
                }
                monitorLeft.close();
            }
        });
        go("stopper", () -> {
            probing.receive();
            stop.send(true);
        });
    }

    /** A method holds a lock and calls another one that takes it. Repaired: it unlocks first. */
    @GoProgram(value = "Moby36114", leaks = "hotAddVHDsAtStart [sync.Mutex.Lock]")
    static void moby36114(boolean repaired) {
        Mutex mu = new Mutex();
        Runnable hotRemove = () -> {
            mu.lock();
            mu.unlock();
        };
        go("hotAddVHDsAtStart", () -> {
            mu.lock();
            if (repaired) {
                mu.unlock();
            }
            hotRemove.run();
            if (!repaired) {
                mu.unlock();
            }
        });
    }
}
