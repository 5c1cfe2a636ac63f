package dev.weft.conformance.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The numbers that have no prime factors except 2, 3 and 5, in ascending order, from three goroutines that multiply.
 * All three get every number; numbers that they have not processed yet pile up in the buffers and must keep their order
 * there.
 */
@DisplayName("test/235.go")
class TwoThreeFiveTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("235")
    void threeMultipliersYieldTheNumbersInOrder() throws InterruptedException {
        long[] expected = LongStream.iterate(2, n -> n + 1)
                .filter(TwoThreeFiveTest::isSmooth)
                .limit(100)
                .toArray();
        List<Multiplier> multipliers = List.of(new Multiplier(2), new Multiplier(3), new Multiplier(5));
        List<Long> found = new ArrayList<>();
        for (long n = 1; found.size() < expected.length; found.add(n)) {
            for (Multiplier m : multipliers) {
                m.in.send(n);
                m.skip(n);
            }
            n = Collections.min(multipliers, Comparator.comparingLong(m -> m.least)).least;
        }
        assertThat(found).containsExactlyElementsOf(LongStream.of(expected).boxed().toList());
        multipliers.forEach(Multiplier::end);
    }

    private static boolean isSmooth(long n) {
        for (int factor : new int[] {2, 3, 5}) {
            while (n % factor == 0) {
                n /= factor;
            }
        }
        return n == 1;
    }

    private final class Multiplier {
        final Channel<Long> in = Channel.make(100);
        final Channel<Long> out = Channel.make(100);
        final Outcome<Void> goroutine;
        long least = 1; // the least of its products that has not been found yet

        Multiplier(long factor) {
            goroutine = Outcome.start(g, true, () -> {
                for (;;) {
                    out.send(factor * in.receive());
                }
            });
        }

        void skip(long found) throws InterruptedException {
            if (least == found) {
                least = out.receive();
            }
        }

        /** Go's program leaves it waiting for more. */
        void end() {
            goroutine.awaitParked("chan receive").thread().interrupt();
            goroutine.assertFailure().isInstanceOf(InterruptedException.class);
        }
    }
}
