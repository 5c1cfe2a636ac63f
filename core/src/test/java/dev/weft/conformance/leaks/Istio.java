package dev.weft.conformance.leaks;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Unit.UNIT;
import static dev.weft.support.Goroutines.awaitParked;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.sync.Mutex;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Bugs of Istio. */
final class Istio {
    private Istio() {}

    /**
     * A handler holds a lock while it sends, and the receiver takes that lock before it receives. Besides, a controller
     * that is stopped waits for one more event. Repaired: the handler unlocks before it sends, and a stopped controller
     * returns.
     */
    @GoProgram(
            value = "Istio16224",
            leaks = {"main [sync.Mutex.Lock]", "controller [chan send]", "controller [chan receive]"})
    static void istio16224(boolean repaired) {
        controlAndTest(true, repaired);
        controlAndTest(false, repaired);
    }

    private static void controlAndTest(boolean handlerLocksFirst, boolean repaired) {
        Mutex mu = new Mutex();
        Channel<Integer> events = Channel.make();
        Channel<Unit> handled = Channel.make();
        Channel<Unit> stop = Channel.make();
        Channel<Unit> mainLocked = Channel.make();
        Thread controller = go("controller", () -> {
            while (select(receive(stop), receive(events)) == 1) {
                if (!handlerLocksFirst) {
                    mainLocked.receive();
                }
                mu.lock();
                if (repaired) {
                    mu.unlock();
                }
                handled.send(UNIT);
                if (!repaired) {
                    mu.unlock();
                }
            }
            if (!repaired) {
                events.receive();
            }
        });
        go("main", () -> {
            events.send(0);
            if (handlerLocksFirst) {
                awaitParked(controller, "chan send");
            }
            mu.lock();
            mu.unlock();
            mainLocked.close();
            handled.receive();
            stop.close();
        });
    }

    /** Restarts a proxy, and keeps track of the instances that run, by numbers called epochs. */
    private static final class Agent {
        final Mutex mu = new Mutex();
        final Set<Integer> active = new TreeSet<>();
        final Channel<Integer> exits = Channel.make();
        final Channel<Unit> firstExited = Channel.make();
        final Channel<Unit> runEnded = Channel.make();
        int epoch;

        void run(Context ctx) throws InterruptedException {
            ReceiveCase<Integer> exit = receive(exits);
            while (select(exit, receive(ctx.done())) == 0) {
                mu.lock();
                active.remove(exit.value());
                boolean none = active.isEmpty();
                mu.unlock();
                if (none) {
                    break;
                }
            }
            runEnded.close();
        }

        void restart(Context ctx, boolean repaired) throws InterruptedException {
            mu.lock();
            if (!active.isEmpty()) {
                awaitLive();
            }
            int started = ++epoch;
            active.add(started);
            go("runWait", () -> runWait(started, ctx, repaired));
            mu.unlock();
        }

        private void runWait(int exited, Context ctx, boolean repaired) throws InterruptedException {
            if (exited > 1) {
                runEnded.receive();
            }
            if (repaired) {
                select(send(exits, exited), receive(ctx.done()));
            } else {
                exits.send(exited);
            }
            firstExited.tryClose();
        }

        /** Waits until the proxy is live. It never is, so this ends with the timer. */
        private static void awaitLive() throws InterruptedException {
            Timer timeout = Timers.newTimer(Duration.ofMillis(1));
            try (var interval = Timers.newTicker(Duration.ofNanos(100_000))) {
                while (select(receive(timeout.channel()), receive(interval.channel())) == 1) {
                    // not yet
                }
            }
        }
    }

    /**
     * An instance reports its exit when the agent has already returned, because its context is done. Repaired: then the
     * instance reports nothing.
     */
    @GoProgram(value = "Istio17860", leaks = "runWait [chan send]")
    static void istio17860(boolean repaired) throws InterruptedException {
        CancelableContext ctx = Context.withCancel(Context.background());
        Agent agent = new Agent();
        agent.restart(ctx, repaired);
        agent.restart(ctx, repaired);
        go("run", () -> agent.run(ctx));
        agent.firstExited.receive();
        ctx.cancel();
    }

    /** Acts when there has been no change for a while: each change resets a timer. */
    private static final class Strategy {
        final Channel<Unit> resets = Channel.make(1);
        final Channel<Unit> ticked = Channel.make();
        final CancelableContext ctx = Context.withCancel(Context.background());
        final Mutex mu = new Mutex();
        Timer timer;

        void onChange(boolean repaired) throws InterruptedException {
            mu.lock();
            boolean started = timer != null;
            if (!started) {
                timer = Timers.newTimer(Duration.ofNanos(1));
                go("eventLoop", () -> eventLoop(repaired));
            }
            mu.unlock();
            if (started) {
                ticked.receive();
                resets.send(UNIT);
            }
        }

        private void eventLoop(boolean repaired) throws InterruptedException {
            for (;;) {
                switch (select(receive(timer.channel()), receive(resets), receive(ctx.done()))) {
                    case 0 -> ticked.tryClose();
                    case 1 -> {
                        if (!timer.stop()) {
                            if (repaired) {
                                timer.channel().tryReceive();
                            } else {
                                timer.channel().receive();
                            }
                        }
                        timer.reset(Duration.ofNanos(1));
                    }
                    default -> {
                        timer.stop();
                        return;
                    }
                }
            }
        }
    }

    /**
     * To reset a timer that has expired, the event loop receives from its channel, whose only value it has already
     * received; then nobody receives the resets. Repaired: it does not wait for a value.
     */
    @GoProgram(value = "Istio18454", leaks = {"eventLoop [chan receive]", "processor [chan send]"})
    static void istio18454(boolean repaired) {
        go("processor", () -> {
            Strategy strategy = new Strategy();
            for (int event = 0; event < 4; event++) {
                strategy.onChange(repaired);
            }
            strategy.ctx.cancel();
        });
    }
}
