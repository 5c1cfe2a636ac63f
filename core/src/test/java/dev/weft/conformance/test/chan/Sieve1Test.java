package dev.weft.conformance.test.chan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.SendChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The classic sieve: all numbers run through a chain of goroutines, one for each prime, which stop its multiples. */
@DisplayName("test/chan/sieve1.go")
class Sieve1Test {
    /** The primes below 100. */
    static final List<Integer> PRIMES = IntStream.range(2, 100)
            .filter(n -> IntStream.range(2, n).allMatch(divisor -> n % divisor != 0))
            .boxed()
            .toList();

    @RegisterExtension
    final Abandoned goroutines = new Abandoned();

    @Test
    @DisplayName("sieve1")
    void theChainOfFiltersLetsThePrimesThrough() throws InterruptedException {
        Channel<Integer> primes = Channel.make();
        goroutines.go(() -> sieve(primes));
        List<Integer> found = new ArrayList<>();
        while (found.size() < PRIMES.size()) {
            found.add(primes.receive());
        }
        assertThat(found).isEqualTo(PRIMES);
    }

    private void sieve(SendChannel<Integer> primes) throws InterruptedException {
        Channel<Integer> numbers = Channel.make();
        goroutines.go(() -> countFromTwo(numbers));
        ReceiveChannel<Integer> left = numbers;
        while (true) {
            int prime = left.receive(); // the first number that no filter has stopped
            primes.send(prime);
            ReceiveChannel<Integer> before = left;
            Channel<Integer> after = Channel.make();
            goroutines.go(() -> filter(before, after, prime));
            left = after;
        }
    }

    private static void countFromTwo(SendChannel<Integer> out) throws InterruptedException {
        for (int n = 2;; n++) {
            out.send(n);
        }
    }

    private static void filter(ReceiveChannel<Integer> in, SendChannel<Integer> out, int prime)
            throws InterruptedException {
        for (int n : in) {
            if (n % prime != 0) {
                out.send(n);
            }
        }
    }
}
