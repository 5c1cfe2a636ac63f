package dev.weft.observe;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.GoroutineState;
import dev.weft.Goroutines;
import dev.weft.Task;
import dev.weft.support.Outcome;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Programs go on, and end, although some of their goroutines, or main, are lost. */
class LostMembersTest {
    @RegisterExtension
    final dev.weft.support.Goroutines g = new dev.weft.support.Goroutines();

    private Outcome<Void> run(Task<?> main) {
        return Outcome.start(g, true, () -> {
            Go.run(main);
            return null;
        });
    }

    private static void waitForever() throws InterruptedException {
        Channel.make().receive();
    }

    /** Starts a goroutine that main does not refer to. */
    private static void startApart(Task<?> task) {
        go(() -> go(task));
    }

    private static void awaitLost(String name) {
        List<GoroutineState> found = new ArrayList<>();
        awaitUntil(() -> {
            found.addAll(Goroutines.leaked());
            return found.stream().anyMatch(state -> state.name().equals(name));
        });
    }

    @Test
    void anInterruptEndsAProgramWhoseMainIsLost() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            assertThat(tracking).isNotNull();
            AtomicReference<Thread> worker = new AtomicReference<>();
            Outcome<Void> outcome = run(() -> {
                startApart(() -> {
                    worker.set(Thread.currentThread());
                    for (;;) {
                        Go.sleep(Duration.ofMillis(1));
                    }
                });
                waitForever();
            });
            awaitLost("main");
            outcome.thread().interrupt();
            assertThat(outcome.join().failure()).isInstanceOf(InterruptedException.class);
            assertThat(worker.get().join(Duration.ofSeconds(10))).as("the worker has been stopped").isTrue();
        }
    }

    @Test
    void aProgramIsGivenUpWhenTheLastThingThatCouldStartAGoroutineIsGone() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            assertThat(tracking).isNotNull();
            Channel<Boolean> goOn = Channel.make();
            Outcome<Void> outcome = run(() -> {
                startApart(() -> {
                    var timer = Timers.afterFunc(Duration.ofHours(1), () -> {});
                    goOn.receive();
                    timer.stop();
                });
                waitForever();
            });
            awaitLost("main");
            goOn.send(true);
            assertThat(outcome.join().failure()).isInstanceOf(DeadlockException.class);
        }
    }

    @Test
    void whereTheStackEndsNoLockStaysTaken() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            assertThat(tracking).isNotNull();
            List<Task<?>> calls = List.of(Goroutines::leaked, Goroutines::all);
            for (Task<?> call : calls) {
                Thread deep = new Thread(null, () -> callAtTheEnd(call, new int[1]), "deep", 300_000);
                deep.start();
                deep.join();
            }
            Outcome<List<GoroutineState>> leaked = Outcome.start(g, true, Goroutines::leaked);
            assertThat(leaked.join().value()).isNotNull();
            assertThat(run(LostMembersTest::waitForever).join().failure()).isInstanceOf(DeadlockException.class);
        }
    }

    /** Calls it at the very end of the stack, and then a little before, again and again. */
    private static void callAtTheEnd(Task<?> call, int[] calls) {
        try {
            callAtTheEnd(call, calls);
        } catch (StackOverflowError e) {
            if (calls[0]++ >= 200) {
                return;
            }
            try {
                call.run();
                calls[0] = Integer.MAX_VALUE - 1; // there was room enough
            } catch (StackOverflowError tooDeep) {
                throw tooDeep;
            } catch (Exception unexpected) {
                throw new AssertionError(unexpected);
            }
        }
    }
}
