package dev.weft.conformance.leaks;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.Unit.UNIT;
import static dev.weft.support.Goroutines.awaitParked;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.time.Timers;
import java.time.Duration;

/** Bugs of Kubernetes in which a goroutine that leaks waits for a channel. */
final class KubernetesChannels {
    private KubernetesChannels() {}

    /**
     * The loop holds a lock while it sends to a watcher, and to stop the watcher takes that lock. Repaired: stopping
     * closes a channel first, which ends the send.
     */
    @GoProgram(value = "Kubernetes1321", leaks = {"loop [chan send]", "stopWatching [sync.Mutex.Lock]"})
    static void kubernetes1321(boolean repaired) {
        Mutex mu = new Mutex();
        Channel<Unit> result = Channel.make();
        Channel<Unit> stopped = Channel.make();
        Thread loop = go("loop", () -> {
            mu.lock();
            if (repaired) {
                select(receive(stopped), send(result, UNIT));
            } else {
                result.send(UNIT);
            }
            mu.unlock();
        });
        go("stopWatching", () -> {
            awaitParked(loop, repaired ? "select" : "chan send");
            stopped.close();
            mu.lock();
            result.close();
            mu.unlock();
        });
    }

    /** A request is answered after it has timed out. Repaired: the channel has a buffer. */
    @GoProgram(value = "Kubernetes5316", leaks = "request [chan send]")
    static void kubernetes5316(boolean repaired) {
        Channel<Boolean> answer = Channel.make(repaired ? 1 : 0);
        Channel<Unit> timedOut = Channel.make();
        go("request", () -> {
            timedOut.receive();
            answer.send(true);
        });
        go("finishRequest", () -> {
            select(receive(answer), receive(Timers.after(Duration.ofNanos(1000))));
            timedOut.close();
        });
    }

    /**
     * A writer holds a lock while it sends to the monitor, and the monitor takes that lock when the connection is
     * closed. Repaired: the monitor goes on receiving meanwhile.
     */
    @GoProgram(value = "Kubernetes6632", leaks = {"writeFrame [chan send]", "monitor [sync.Mutex.Lock]"})
    static void kubernetes6632(boolean repaired) {
        Mutex writeMu = new Mutex();
        Channel<Unit> resets = Channel.make();
        Channel<Unit> closed = Channel.make();
        Thread writeFrame = go("writeFrame", () -> {
            writeMu.lock();
            resets.send(UNIT);
            writeMu.unlock();
        });
        go("monitor", () -> {
            closed.receive();
            if (repaired) {
                go("drain", () -> {
                    while (resets.receive() != null) {
                        // ignored
                    }
                });
            }
            writeMu.lock();
            resets.close();
            writeMu.unlock();
        });
        go("connection", () -> {
            awaitParked(writeFrame, "chan send");
            closed.send(UNIT);
        });
    }

    /**
     * A goroutine holds a lock while it sends a status, and the receiver takes that lock to delete another status.
     * Repaired: the goroutine unlocks before it sends.
     */
    @GoProgram(value = "Kubernetes10182", leaks = {"syncBatch [sync.RWMutex.Lock]", "setPodStatus [chan send]"})
    static void kubernetes10182(boolean repaired) {
        RWMutex statusesMu = new RWMutex();
        Channel<Unit> statuses = Channel.make();
        Channel<Unit> firstSent = Channel.make();
        Thread second = go("setPodStatus", () -> {
            firstSent.receive();
            setPodStatus(statusesMu, statuses, repaired);
        });
        go("setPodStatus", () -> {
            setPodStatus(statusesMu, statuses, repaired);
            firstSent.close();
        });
        go("syncBatch", () -> {
            statuses.receive();
            awaitParked(second, "chan send");
            statusesMu.lock();
            statusesMu.unlock();
            statuses.receive();
            statusesMu.lock();
            statusesMu.unlock();
        });
    }

    private static void setPodStatus(RWMutex statusesMu, Channel<Unit> statuses, boolean repaired)
            throws InterruptedException {
        statusesMu.lock();
        if (repaired) {
            statusesMu.unlock();
        }
        statuses.send(UNIT);
        if (!repaired) {
            statusesMu.unlock();
        }
    }

    /** Runs a task in another goroutine, and returns a channel that is closed when the task has ended. */
    private static Channel<Unit> after(String name, Task<InterruptedException> task) {
        Channel<Unit> over = Channel.make();
        go(name, () -> {
            task.run();
            over.close();
        });
        return over;
    }

    /** A condition is signalled before the waiter waits for it. Repaired: a variable tells the waiter not to wait. */
    @GoProgram(
            value = "Kubernetes11298",
            leaks = {"main [chan receive]", "serviceLoop [chan receive]", "waiter [sync.Cond.Wait]"})
    static void kubernetes11298(boolean repaired) {
        Cond cond = new Cond(new Mutex());
        boolean[] aborted = {false};
        Channel<Unit> abort = Channel.make();
        Channel<Unit> inLoop = Channel.make();
        Channel<Unit> signalled = Channel.make();
        Channel<Unit> notified = after("serviceLoop", () -> {
            Channel<Unit> notifierEnded = after("notifier", () -> {
                abort.receive();
                while (trySelect(receive(abort)) < 0) {
                    cond.L.lock();
                    cond.signal();
                    cond.L.unlock();
                }
            });
            cond.L.lock();
            inLoop.close();
            Channel<Unit> woken = after("waiter", () -> { // with the lock of the goroutine that starts it
                signalled.receive();
                if (!aborted[0] || !repaired) {
                    cond.await();
                }
            });
            if (select(receive(notifierEnded), receive(woken)) == 0) {
                aborted[0] = true;
                cond.signal();
                signalled.close();
                woken.receive();
            }
            cond.L.unlock();
        });
        go("main", () -> notified.receive());
        go("stopper", () -> {
            inLoop.receive();
            abort.close();
        });
    }

    /**
     * After an error, the watch is cancelled, and nobody receives the result that it sends then. Repaired: the send
     * ends with the context.
     */
    @GoProgram(value = "Kubernetes25331", leaks = "run [chan send]")
    static void kubernetes25331(boolean repaired) {
        CancelableContext ctx = Context.withCancel(Context.background());
        Channel<Exception> errors = Channel.make();
        Channel<Boolean> results = Channel.make();
        go("run", () -> {
            if (select(receive(errors), receive(ctx.done())) == 0) {
                if (repaired) {
                    select(send(results, true), receive(ctx.done()));
                } else {
                    ctx.cancel();
                    results.send(true);
                }
            }
        });
        go("stop", () -> {
            errors.send(new IllegalStateException("some error"));
            ctx.cancel();
        });
    }

    /**
     * Pop holds a lock while it waits for the stop, and main stops it only after another goroutine has taken that lock.
     * Repaired: pop unlocks before it waits.
     */
    @GoProgram(
            value = "Kubernetes26980",
            leaks = {"main [chan receive]", "pop [chan receive]", "locker [sync.RWMutex.Lock]"})
    static void kubernetes26980(boolean repaired) {
        RWMutex mu = new RWMutex();
        Channel<Unit> stop = Channel.make();
        Channel<Unit> result = Channel.make();
        Thread pop = go("pop", () -> {
            mu.lock();
            if (repaired) {
                mu.unlock();
            }
            stop.receive();
            if (!repaired) {
                mu.unlock();
            }
        });
        go("locker", () -> {
            awaitParked(pop, "chan receive");
            mu.lock();
            result.close();
        });
        go("main", () -> {
            result.receive();
            mu.unlock();
            stop.close();
        });
    }

    /**
     * A watcher is stopped before anybody receives its first events. Repaired: the send ends when the watcher is
     * stopped.
     */
    @GoProgram(value = "Kubernetes38669", leaks = "process [chan send]")
    static void kubernetes38669(boolean repaired) {
        Channel<Integer> input = Channel.make();
        Channel<Integer> result = Channel.make();
        Channel<Unit> stopped = Channel.make();
        go("process", () -> {
            for (int event = 1; event <= 2; event++) {
                if (repaired) {
                    select(send(result, event), receive(stopped));
                } else {
                    result.send(event);
                }
            }
            while (input.receive() != null) {
                // an event
            }
            result.close();
        });
        go("stop", () -> {
            stopped.close();
            input.close();
        });
    }

    /**
     * Main waits for the channel that it has passed to the poller, and which it would close afterwards itself.
     * Repaired: the poller gets a channel of its own, which is closed when the polling is over.
     */
    @GoProgram(value = "Kubernetes70277", leaks = "main [chan receive]")
    static void kubernetes70277(boolean repaired) {
        go("main", () -> {
            Channel<Unit> stop = Channel.make();
            Channel<Unit> handedOn = repaired ? Channel.make() : stop;
            ReceiveChannel<Unit> polls = poll(handedOn);
            polls.receive(); // the condition holds at once
            if (repaired) {
                handedOn.close();
            }
            handedOn.receive();
            stop.close();
        });
    }

    /** Sends at intervals, until it times out or the channel is closed. */
    private static ReceiveChannel<Unit> poll(ReceiveChannel<Unit> done) {
        Channel<Unit> polls = Channel.make();
        go("poller", () -> {
            ReceiveChannel<?> timeout = Timers.after(Duration.ofMillis(20));
            try (polls; var ticker = Timers.newTicker(Duration.ofMillis(1))) {
                while (select(receive(ticker.channel()), receive(timeout), receive(done)) == 0) {
                    polls.trySend(UNIT);
                }
            }
        });
        return polls;
    }
}
