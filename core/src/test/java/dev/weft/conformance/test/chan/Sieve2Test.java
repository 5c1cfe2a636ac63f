package dev.weft.conformance.test.chan;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.SendChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A sieve with feedback: the primes found so far yield the composites that find the next ones. Its goroutines run at
 * different speeds, behind buffers of different sizes; one of them, with a queue of its own and a case that is switched
 * off while the queue is empty, keeps the cycle from getting stuck.
 */
@DisplayName("test/chan/sieve2.go")
class Sieve2Test {
    @RegisterExtension
    final Abandoned goroutines = new Abandoned();

    /** A stream of multiples, and its next element. */
    private record Multiples(int next, ReceiveChannel<Integer> rest) {
        static Multiples of(ReceiveChannel<Integer> stream) throws InterruptedException {
            return new Multiples(stream.receive(), stream);
        }
    }

    @Test
    @DisplayName("sieve2")
    void theCompositesLeaveThePrimes() throws InterruptedException {
        Channel<Integer> primes = Channel.make(10);
        primes.send(2);
        primes.send(3);
        Channel<Integer> feedback = Channel.make(10);
        feedback.send(3);
        Channel<Integer> composites = Channel.make(50);
        goroutines.go(() -> merge(feedback, composites));
        goroutines.go(() -> eliminate(composites, unlimited(feedback), primes));

        List<Integer> found = new ArrayList<>();
        while (found.size() < Sieve1Test.PRIMES.size()) {
            found.add(primes.receive());
        }
        assertThat(found).isEqualTo(Sieve1Test.PRIMES);
    }

    /** Sends all odd composites, in order and each once. */
    private void merge(ReceiveChannel<Integer> primes, SendChannel<Integer> composites) throws InterruptedException {
        Multiples first = Multiples.of(multiples(primes.receive()));
        int last = first.next;
        composites.send(last); // without it, no second prime is found
        PriorityQueue<Multiples> queue = new PriorityQueue<>(Comparator.comparingInt(Multiples::next));
        queue.add(Multiples.of(first.rest));
        Multiples newest = Multiples.of(multiples(primes.receive()));
        while (true) {
            Multiples least = newest;
            if (queue.peek().next < newest.next) {
                least = queue.remove();
            } else { // the multiples of the newest prime begin, so the next prime is needed
                newest = Multiples.of(multiples(primes.receive()));
            }
            if (least.next > last) {
                last = least.next;
                composites.send(last);
            }
            queue.add(Multiples.of(least.rest));
        }
    }

    /** Finds the primes: the odd numbers between the composites. */
    private void eliminate(
            ReceiveChannel<Integer> composites, SendChannel<Integer> feedback, SendChannel<Integer> primes)
            throws InterruptedException {
        ReceiveChannel<Integer> candidates = stepping(5, 2, 50);
        int candidate = candidates.receive();
        while (true) {
            int composite = composites.receive();
            for (; candidate < composite; candidate = candidates.receive()) {
                feedback.send(candidate);
                primes.send(candidate);
            }
            if (candidate == composite) {
                candidate = candidates.receive();
            }
        }
    }

    private ReceiveChannel<Integer> multiples(int prime) {
        return stepping(prime * prime, 2 * prime, 10);
    }

    private ReceiveChannel<Integer> stepping(int start, int step, int capacity) {
        Channel<Integer> out = Channel.make(capacity);
        goroutines.go(() -> {
            for (int n = start;; n += step) {
                out.send(n);
            }
        });
        return out;
    }

    /** A channel in front of another, on which a send never has to wait for the receiver of that other channel. */
    private SendChannel<Integer> unlimited(SendChannel<Integer> out) {
        Channel<Integer> front = Channel.make(10);
        goroutines.go(() -> {
            Deque<Integer> queue = new ArrayDeque<>();
            var in = receive(front);
            var next = send(out, 0);
            while (true) {
                next.channel(queue.isEmpty() ? null : out).value(queue.peek());
                switch (select(in, next)) {
                    case 0 -> queue.add(in.value());
                    default -> queue.remove();
                }
            }
        });
        return front;
    }
}
