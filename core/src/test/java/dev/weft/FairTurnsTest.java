package dev.weft;

import static dev.weft.testing.Goroutines.LONG;
import static dev.weft.testing.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testing.Goroutines;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However busy the carriers are with goroutines that wake each other, one that is started or woken by somebody else has
 * its turn: the busy ones end only when it has had it, or fail after a long time.
 *
 * <p>Without the library's doing these hang with one carrier, the one with many pairs with any number of them.
 */
class FairTurnsTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final AtomicBoolean stop = new AtomicBoolean();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    void oneThatSleptHasItsTurn(int pairs) {
        keepBusy(pairs);
        g.go(() -> {
            Go.sleep(Duration.ofMillis(1));
            stop.set(true);
        });
        g.joinAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    void oneThatATimerStartsHasItsTurn(int pairs) {
        keepBusy(pairs);
        Timers.afterFunc(Duration.ofMillis(1), () -> stop.set(true));
        g.joinAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    void oneThatReceivesFromATimerHasItsTurn(int pairs) {
        keepBusy(pairs);
        g.go(() -> {
            Timers.after(Duration.ofMillis(1)).receive();
            stop.set(true);
        });
        g.joinAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    void oneThatAPlatformThreadStartsHasItsTurn(int pairs) {
        keepBusy(pairs);
        g.go(() -> stop.set(true)); // this is a platform thread
        g.joinAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    void oneThatAPlatformThreadWakesHasItsTurn(int pairs) throws InterruptedException {
        Channel<Unit> c = Channel.make();
        Thread receiver = g.go(() -> {
            c.receive();
            stop.set(true);
        });
        awaitParked(receiver, "chan receive");
        keepBusy(pairs);
        c.send(Unit.UNIT);
        g.joinAll();
    }

    @Test
    void oneThatIsInterruptedHasItsTurn() {
        Thread sleeper = g.go(() -> {
            try {
                Go.sleep(Duration.ofHours(1));
            } catch (InterruptedException e) {
                stop.set(true);
            }
        });
        awaitParked(sleeper, "sleep");
        keepBusy(2);
        sleeper.interrupt();
        g.joinAll();
    }

    /** However short the sleep: a loop of such must not keep all others from a carrier. */
    @Test
    void oneThatSleepsForANanosecondLetsOthersRun() {
        for (int i = 0; i < 4; i++) {
            g.go(() -> {
                long start = System.nanoTime();
                while (!stop.get() && System.nanoTime() - start < LONG.toNanos()) {
                    Go.sleep(Duration.ofNanos(1));
                }
                assertThat(stop).isTrue();
            });
        }
        g.go(() -> stop.set(true));
        g.joinAll();
    }

    /** So many pairs of goroutines, of each of which one can run at any time, until told to stop. */
    private void keepBusy(int pairs) {
        for (int i = 0; i < pairs; i++) {
            Channel<Integer> c = Channel.make(1);
            g.go(() -> {
                long start = System.nanoTime(); // a failure must end, or it would keep the carriers from other tests
                while (!stop.get() && System.nanoTime() - start < LONG.toNanos()) {
                    c.send(1);
                }
                c.close();
                assertThat(stop).isTrue();
            });
            g.go(() -> {
                for (int one : c) {
                    assertThat(one).isEqualTo(1);
                }
            });
        }
    }
}
