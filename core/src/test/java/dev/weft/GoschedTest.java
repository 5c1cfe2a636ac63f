package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@link Go#gosched}: goroutines that loop on it let all others run. There are more loops than carriers, so they could
 * occupy all carriers, and would if gosched were {@link Thread#yield}.
 */
class GoschedTest {
    private static final int LOOPS = Runtime.getRuntime().availableProcessors() + 2;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final AtomicBoolean stop = new AtomicBoolean();

    @AfterEach
    void stop() {
        stop.set(true); // even after a failure
    }

    @Test
    void oneStartedByAPlatformThreadRuns() {
        List<Thread> loops = startLoops();
        g.join(g.go(() -> {}));
        assertStillLooping(loops);
    }

    @Test
    void oneStartedByAGoroutineRuns() {
        List<Thread> loops = startLoops();
        g.join(g.go(() -> g.join(g.go(() -> {}))));
        assertStillLooping(loops);
    }

    @Test
    void oneStartedByTheLoopItselfRuns() {
        AtomicBoolean ran = new AtomicBoolean();
        g.join(g.go(() -> {
            g.go(() -> ran.set(true));
            while (!ran.get()) {
                Go.gosched();
            }
        }));
        assertThat(ran).isTrue();
    }

    @Test
    void oneWokenByATimerRuns() {
        List<Thread> loops = startLoops();
        g.join(g.go(() -> Go.sleep(Duration.ofMillis(5))));
        g.join(g.go(() -> assertThat(Channel.make().tryReceive(Duration.ofMillis(5))).isNull()));
        assertStillLooping(loops);
    }

    @Test
    void oneWokenByAPlatformThreadRuns() throws InterruptedException {
        Channel<String> ch = Channel.make();
        Outcome<String> receiver = Outcome.start(g, true, ch::receive).awaitParked("chan receive");
        List<Thread> loops = startLoops();
        ch.send("wake up");
        assertThat(receiver.value()).isEqualTo("wake up");
        assertStillLooping(loops);
    }

    @Test
    void ignoresInterruptsAndKeepsTheFlag() {
        for (boolean virtual : List.of(true, false)) {
            Outcome<?> outcome = Outcome.start(g, virtual, () -> {
                Thread.currentThread().interrupt();
                for (int i = 0; i < 100; i++) {
                    Go.gosched();
                }
                return null;
            });
            outcome.value();
            assertThat(outcome.interruptFlag()).isTrue();
        }
    }

    @Test
    void anInterruptedGoroutineThatLoopsLetsOthersRun() {
        List<Thread> loops = startLoops();
        loops.forEach(Thread::interrupt);
        g.join(g.go(() -> {}));
        assertStillLooping(loops);
    }

    /** Starts the loops, and waits until all of them are running. */
    private List<Thread> startLoops() {
        List<Thread> loops = new ArrayList<>();
        List<AtomicBoolean> running = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            AtomicBoolean runs = new AtomicBoolean();
            running.add(runs);
            loops.add(g.go(() -> {
                while (!stop.get()) {
                    runs.set(true);
                    Go.gosched();
                }
            }));
        }
        running.forEach(runs -> Goroutines.awaitUntil(runs::get));
        return loops;
    }

    /** Checks that the loops have been running all the time. */
    private static void assertStillLooping(List<Thread> loops) {
        for (Thread loop : loops) {
            assertThat(loop.isAlive()).isTrue();
        }
    }
}
