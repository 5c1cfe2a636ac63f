package dev.weft.examples.classics;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import java.io.PrintStream;

/**
 * The concurrent prime sieve: the numbers flow through a chain of goroutines, each of which passes on what its prime
 * does not divide. The number that arrives at the end of the chain is the next prime, and lengthens the chain by one.
 *
 * <p>Prints the primes below 100, one per line. Each goroutine closes its channel when its input ends, so that in the
 * end all goroutines have ended.
 */
public final class PrimeSieve {
    private PrimeSieve() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        ReceiveChannel<Integer> ch = generate(100);
        for (Integer prime; (prime = ch.receive()) != null;) {
            out.println(prime);
            ch = filter(ch, prime);
        }
    }

    /** Returns a channel with 2, 3, 4, ... below the limit. */
    private static ReceiveChannel<Integer> generate(int limit) {
        Channel<Integer> numbers = Channel.make();
        go(() -> {
            try (numbers) {
                for (int i = 2; i < limit; i++) {
                    numbers.send(i);
                }
            }
        });
        return numbers;
    }

    private static ReceiveChannel<Integer> filter(ReceiveChannel<Integer> in, int prime) {
        Channel<Integer> rest = Channel.make();
        go(() -> {
            try (rest) {
                for (int i : in) {
                    if (i % prime != 0) {
                        rest.send(i);
                    }
                }
            }
        });
        return rest;
    }
}
