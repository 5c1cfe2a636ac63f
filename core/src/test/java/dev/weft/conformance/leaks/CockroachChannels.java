package dev.weft.conformance.leaks;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.Unit.UNIT;
import static dev.weft.support.Goroutines.awaitParked;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Bugs of CockroachDB in which a goroutine that leaks waits for a channel. */
final class CockroachChannels {
    private CockroachChannels() {}

    /** Stops a server: waits for its tasks, then for its workers. */
    private static final class Stopper {
        final Mutex mu = new Mutex();
        final WaitGroup tasks = new WaitGroup();
        final WaitGroup workers = new WaitGroup();
        final Channel<Unit> stopper = Channel.make();
        volatile boolean draining;

        void quiesce() throws InterruptedException {
            mu.lock();
            draining = true;
            tasks.await();
            draining = false;
            mu.unlock();
        }

        void stop(boolean repaired) throws InterruptedException {
            mu.lock();
            tasks.await();
            stopper.close();
            if (repaired) {
                mu.unlock();
            }
            workers.await();
            if (!repaired) {
                mu.unlock();
            }
        }
    }

    /**
     * Stop holds a lock while it waits for the workers, and a worker needs that lock to begin a task. Repaired: stop
     * unlocks before it waits, and the workers finish their tasks.
     */
    @GoProgram(
            value = "Cockroach1055",
            leaks = {"main [chan receive]", "stop [sync.WaitGroup.Wait]", "worker 0 [sync.Mutex.Lock]",
                "worker 1 [chan receive]"})
    static void cockroach1055(boolean repaired) {
        go("main", () -> {
            Stopper[] s = {new Stopper(), new Stopper()};
            Channel<Unit> isNotDraining = Channel.make();
            Channel<Unit> quiet = Channel.make();
            Channel<Unit> done = Channel.make();
            s[0].workers.add(1);
            s[1].workers.add(1);
            Thread stop = go("stop", () -> {
                isNotDraining.receive();
                s[0].quiesce();
                s[1].quiesce();
                quiet.close();
                s[0].stop(repaired);
                s[1].stop(repaired);
                done.close();
            });
            go("worker 0", () -> {
                boolean start = !s[0].draining;
                isNotDraining.close();
                awaitParked(stop, "sync.WaitGroup.Wait");
                work(s[0], start, repaired);
            });
            go("worker 1", () -> {
                quiet.receive();
                work(s[1], !s[1].draining, repaired);
            });
            done.receive();
        });
    }

    private static void work(Stopper s, boolean start, boolean finish) throws InterruptedException {
        if (start) {
            s.mu.lock();
            s.tasks.add(1);
            s.mu.unlock();
            if (finish) {
                s.tasks.done();
            }
        }
        s.stopper.receive();
        s.workers.done();
    }

    /**
     * The consumer returns when it is told to stop, but the producer is still sending, and checks for the stop only
     * between two events. Repaired: it also checks while it sends.
     */
    @GoProgram(value = "Cockroach1462", leaks = {"main [sync.WaitGroup.Wait]", "producer [chan send]"})
    static void cockroach1462(boolean repaired) {
        Channel<Unit> stopper = Channel.make();
        Channel<Integer> events = Channel.make();
        Channel<Unit> lookedAtStopper = Channel.make();
        Channel<Unit> consumerLeft = Channel.make();
        WaitGroup workers = new WaitGroup();
        workers.add(2);
        go("producer", () -> {
            while (trySelect(receive(stopper)) < 0) {
                lookedAtStopper.tryClose();
                consumerLeft.receive();
                if (!repaired) {
                    events.send(0);
                } else if (select(send(events, 0), receive(stopper)) == 1) {
                    break;
                }
            }
            workers.done();
        });
        go("consumer", () -> {
            while (select(receive(events), receive(stopper)) == 0) {
                // handle the event
            }
            consumerLeft.close();
            workers.done();
        });
        go("main", () -> {
            lookedAtStopper.receive();
            stopper.close();
            workers.await();
        });
    }

    /**
     * The store receives no second event until the callback of the first has been received, and the sender receives no
     * callbacks while it sends the second event. Repaired: it does.
     */
    @GoProgram(value = "Cockroach2448", leaks = {"processRaft [select]", "multiRaft [select]"})
    static void cockroach2448(boolean repaired) {
        Channel<Unit> stopper = Channel.make();
        Channel<Integer> events = Channel.make();
        Channel<Task<RuntimeException>> callbacks = Channel.make();
        Channel<Unit> sendsAnother = Channel.make();
        go("processRaft", () -> {
            Task<RuntimeException> callback = () -> {};
            while (select(receive(events), receive(stopper)) == 0) {
                sendsAnother.receive();
                select(send(callbacks, callback), receive(stopper));
            }
        });
        go("multiRaft", () -> {
            ReceiveCase<Task<RuntimeException>> callback = receive(callbacks);
            for (int event = 0; event < 2; event++) {
                if (trySelect(receive(stopper), callback) >= 0) {
                    throw new IllegalStateException("nobody should be ready yet");
                }
                if (event == 1) {
                    sendsAnother.close();
                }
                var taken = send(events, event);
                do {
                    select(taken, receive(stopper), repaired ? callback : null);
                    if (callback.chosen()) {
                        callback.value().run();
                    }
                } while (callback.chosen());
            }
            stopper.close();
        });
    }

    /**
     * A command that is cancelled has its channels drained, but their sender has already given up. Repaired: the sender
     * closes them.
     */
    @GoProgram(value = "Cockroach10790", leaks = "drain [chan receive]")
    static void cockroach10790(boolean repaired) {
        CancelableContext ctx = Context.withCancel(Context.background());
        List<Channel<Boolean>> chans = List.of(Channel.make(), Channel.make());
        Channel<Unit> senderLeft = Channel.make();
        go("sendChans", () -> {
            chans.get(0).send(true);
            ctx.done().receive();
            if (select(send(chans.get(1), true), receive(ctx.done())) == 0) {
                throw new IllegalStateException("nobody should receive");
            }
            if (repaired) {
                chans.forEach(Channel::close);
            }
            senderLeft.close();
        });
        go("beginCmds", () -> {
            chans.get(0).receive();
            ctx.cancel();
            senderLeft.receive();
            if (select(receive(chans.get(1)), receive(ctx.done())) == 1) {
                go("drain", () -> {
                    for (Channel<Boolean> ch : chans) {
                        ch.receive();
                    }
                });
            }
        });
    }

    /**
     * A transaction waits for its context to be done, and is never rolled back. Repaired: the rollback cancels the
     * context.
     */
    @GoProgram(value = "Cockroach13197", leaks = "awaitDone [chan receive]")
    static void cockroach13197(boolean repaired) {
        CancelableContext tx = Context.withCancel(Context.background());
        go("awaitDone", () -> tx.done().receive());
        if (repaired) {
            tx.cancel();
        }
    }

    /**
     * A query waits for its context to be done, and its rows are never closed. Repaired: closing them cancels the
     * context.
     */
    @GoProgram(value = "Cockroach13755", leaks = "awaitDone [chan receive]")
    static void cockroach13755(boolean repaired) {
        CancelableContext rows = Context.withCancel(Context.background());
        go("awaitDone", () -> {
            rows.done().receive();
            rows.close();
        });
        if (repaired) {
            rows.close();
        }
    }

    /**
     * The receiver returns when the context is done, but the sender has more to send. Repaired: the sender returns,
     * too.
     */
    @GoProgram(value = "Cockroach18101", leaks = "splitAndScatter [chan send]")
    static void cockroach18101(boolean repaired) {
        CancelableContext ctx = Context.withCancel(Context.background());
        int room = 6;
        Channel<Boolean> ready = Channel.make(room);
        go("splitAndScatter", () -> {
            for (int i = 0; i < room + 2; i++) {
                if (!repaired) {
                    ready.send(true);
                } else if (select(send(ready, true), receive(ctx.done())) == 1) {
                    break;
                }
            }
            ready.close();
        });
        go("restore", () -> {
            while (ready.receive() != null) {
                ctx.done().receive();
                return;
            }
        });
        ctx.cancel();
    }

    /**
     * The compactor sends itself a suggestion when it starts, but the channel is already full. Repaired: then it sends
     * none.
     */
    @GoProgram(value = "Cockroach24808", leaks = "main [chan send]")
    static void cockroach24808(boolean repaired) {
        go("main", () -> {
            Channel<Unit> stopper = Channel.make();
            Channel<Unit> suggestions = Channel.make(1);
            suggestions.send(UNIT);
            if (repaired) {
                suggestions.trySend(UNIT);
            } else {
                suggestions.send(UNIT);
            }
            go("worker", () -> {
                while (select(receive(stopper), receive(suggestions)) == 1) {
                    // compact
                }
            });
            stopper.close();
        });
    }

    /** To find out whether the store is draining, the queue waits until it is. Repaired: it checks without waiting. */
    @GoProgram(value = "Cockroach25456", leaks = "main [chan receive]")
    static void cockroach25456(boolean repaired) {
        go("main", () -> {
            Channel<Unit> quiescer = Channel.make();
            for (int i = 0; i < 2; i++) {
                if (repaired) {
                    trySelect(receive(quiescer));
                } else {
                    quiescer.receive();
                }
            }
        });
    }

    /**
     * An outbox fails when it starts, and leaves its full channel open to those that push rows. Repaired: it marks the
     * channel as closed, and receives a row, so that the waiting push can return.
     */
    @GoProgram(value = "Cockroach35073", leaks = {"main [chan send]", "pusher [chan send]"})
    static void cockroach35073(boolean repaired) {
        Channel<Integer> rows = Channel.make(16);
        AtomicBoolean closed = new AtomicBoolean();
        Task<InterruptedException> push = () -> {
            if (!closed.get()) {
                rows.send(0);
            }
        };
        go("main", () -> {
            for (int i = 0; i < rows.cap(); i++) {
                push.run();
            }
            Thread pusher = go("pusher", push);
            awaitParked(pusher, "chan send");
            WaitGroup outbox = new WaitGroup();
            outbox.add(1);
            go("outbox", () -> {
                if (repaired) {
                    closed.set(true);
                    rows.receive();
                }
                outbox.done();
            });
            outbox.await();
            push.run();
        });
    }

    /**
     * A cancelled flow sends a message to one stream after the other, and the first stream is full. Repaired: it skips
     * full streams.
     */
    @GoProgram(value = "Cockroach35931", leaks = "cancel [chan send]")
    static void cockroach35931(boolean repaired) {
        go("cancel", () -> {
            List<Channel<Unit>> streams = List.of(Channel.make(1), Channel.make(1));
            streams.getFirst().send(UNIT);
            for (Channel<Unit> stream : streams) {
                if (repaired) {
                    stream.trySend(UNIT);
                } else {
                    stream.send(UNIT);
                }
            }
        });
    }
}
