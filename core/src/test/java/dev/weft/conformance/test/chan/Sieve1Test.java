package dev.weft.conformance.test.chan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.SendChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The classic sieve: all numbers run through a chain of goroutines, one for each prime, that stop its multiples. */
@DisplayName("test/chan/sieve1.go")
class Sieve1Test {
    static final List<Integer> PRIMES = List.of(
            2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97);

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
            int prime = left.receive(); // the first that no filter has stopped
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
