package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.Goroutines;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Readiness is judged at one instant over all channels: as long as at least one of them is ready at every moment, the
 * default never runs. The first three are tests of Go's runtime (chan_test.go), as loops.
 *
 * <p>A wrong select fails only within a short moment. To make that longer, idle channels are placed between the two
 * that matter. And both threads are running when a round begins: they are platform threads that spin.
 */
class SelectOneInstantTest {
    private static final int ROUNDS = 10_000;

    /** On a loaded machine a round may take long, and a random test must end. */
    private static final long ENOUGH_NANOS = 4_000_000_000L;

    private static final int IDLE = 40;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /**
     * One round.
     *
     * @param first a case before the idle ones
     * @param second a case after the idle ones
     * @param move what another thread does meanwhile; before, during and after it, one of the cases is ready
     */
    private record Round(SelectCase first, SelectCase second, Runnable move) {}

    /** Go's TestNonblockRecvRace: the buffer is full when the channel is closed, so there is always something. */
    @Test
    void nonblockRecvRace() {
        alwaysFindsOne(() -> {
            Channel<Integer> c = filled();
            return new Round(receive(c), null, c::close);
        });
    }

    /** Go's TestNonblockSelectRace: c1 is ready until c2 is, so one always is. */
    @Test
    void nonblockSelectRace() {
        alwaysFindsOne(() -> {
            Channel<Integer> c1 = filled();
            Channel<Integer> c2 = Channel.make(1);
            return new Round(receive(c2), receive(c1), () -> {
                c2.trySend(1);
                c1.tryReceive();
            });
        });
    }

    /** Go's TestNonblockSelectRace2: the same, but c2 becomes ready by being closed. */
    @Test
    void nonblockSelectRace2() {
        alwaysFindsOne(() -> {
            Channel<Integer> c1 = filled();
            Channel<Integer> c2 = Channel.make();
            return new Round(receive(c2), receive(c1), () -> {
                c2.close();
                c1.tryReceive();
            });
        });
    }

    /**
     * As nonblockSelectRace, with the lock order of the channels reversed: it is independent of the order of the cases.
     */
    @Test
    void nonblockSelectRaceInTheOtherOrderOfChannels() {
        alwaysFindsOne(() -> {
            Channel<Integer> c1 = filled();
            Channel<Integer> c2 = Channel.make(1);
            trySelect(send(c1, 2), receive(c2)); // this fixes their lock order
            return new Round(receive(c2), receive(c1), () -> {
                c2.trySend(1);
                c1.tryReceive();
            });
        });
    }

    /** As nonblockSelectRace, for senders: c1 has room until c2 has. */
    @Test
    void nonblockSelectRaceOfSends() {
        alwaysFindsOne(() -> {
            Channel<Integer> c1 = Channel.make(1);
            Channel<Integer> c2 = filled();
            return new Round(send(c2, 2), send(c1, 2), () -> {
                c2.tryReceive();
                c1.trySend(3);
            });
        });
    }

    private void alwaysFindsOne(Supplier<Round> rounds) {
        AtomicReference<Round> current = new AtomicReference<>();
        Round end = new Round(null, null, null);
        int[] misses = {0};
        g.platform(() -> {
            SelectCase[] cases = new SelectCase[IDLE + 2];
            for (int i = 1; i <= IDLE; i++) {
                cases[i] = receive(Channel.make());
            }
            for (;;) {
                Round round = await(current, true);
                if (round == end) {
                    return;
                }
                cases[0] = round.first;
                cases[IDLE + 1] = round.second;
                if (trySelect(cases) < 0) {
                    misses[0]++;
                }
                current.set(null);
            }
        });
        long start = System.nanoTime();
        int played = 0;
        while (played < ROUNDS && System.nanoTime() - start < ENOUGH_NANOS) {
            Round round = rounds.get();
            current.set(round);
            for (int spins = ThreadLocalRandom.current().nextInt(60); spins > 0; spins--) {
                Thread.onSpinWait();
            }
            round.move.run();
            await(current, false);
            played++;
        }
        current.set(end);
        g.joinAll();
        assertThat(misses[0]).as("defaults in " + played + " rounds").isZero();
    }

    private static Round await(AtomicReference<Round> current, boolean some) {
        for (int i = 0;; i++) {
            Round round = current.get();
            if (some == (round != null)) {
                return round;
            }
            if (i % 1_000 == 999) {
                Thread.yield(); // a platform thread, so others run
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private static Channel<Integer> filled() {
        Channel<Integer> c = Channel.make(1);
        c.trySend(1);
        return c;
    }
}
