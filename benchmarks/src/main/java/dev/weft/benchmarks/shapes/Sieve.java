package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.kotlin.KotlinSieve;
import dev.weft.benchmarks.peers.Crew;
import dev.weft.benchmarks.peers.JoxPeer;
import dev.weft.benchmarks.peers.Peer;
import dev.weft.benchmarks.peers.Pipe;
import dev.weft.benchmarks.peers.QueuePeer;
import dev.weft.benchmarks.peers.WeftPeer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * The prime sieve of chained goroutines: one sends the numbers from 2 on, and each prime that comes out at the end of
 * the chain gets a goroutine there, which passes on only the numbers that the prime does not divide. All channels are
 * unbuffered. An operation is one of the first 300 primes. A number 0 ends it.
 *
 * <p>Hypothesis: a pipeline of many goroutines with little to do each; no peer is faster.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar Sieve}
 */
public class Sieve extends Shape {
    private static final int PRIMES = 300;
    private static final int LAST_PRIME = 1987;
    private static final Integer END = 0;

    @Benchmark
    @OperationsPerInvocation(PRIMES)
    public void weft() throws InterruptedException {
        run(new WeftPeer());
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    @OperationsPerInvocation(PRIMES)
    public void weftOnItsScheduler() throws InterruptedException {
        weft();
    }

    @Benchmark
    @OperationsPerInvocation(PRIMES)
    public void jox() throws InterruptedException {
        run(new JoxPeer());
    }

    @Benchmark
    @OperationsPerInvocation(PRIMES)
    public void kotlin() {
        check(PRIMES, KotlinSieve.sieve(LAST_PRIME));
    }

    @Benchmark
    @OperationsPerInvocation(PRIMES)
    public void synchronousQueue() throws InterruptedException {
        run(QueuePeer.SYNCHRONOUS);
    }

    @Benchmark
    @OperationsPerInvocation(PRIMES)
    public void synchronousQueueFair() throws InterruptedException {
        run(QueuePeer.SYNCHRONOUS_FAIR);
    }

    @Benchmark
    @OperationsPerInvocation(PRIMES)
    public void linkedTransferQueue() throws InterruptedException {
        run(QueuePeer.LINKED_TRANSFER);
    }

    private static void run(Peer peer) throws InterruptedException {
        Crew crew = new Crew(peer);
        crew.count(() -> primes(peer));
        check(PRIMES, crew.join());
    }

    private static long primes(Peer peer) throws InterruptedException {
        Pipe<Integer> first = peer.pipe(0);
        peer.start(() -> generate(first));
        Pipe<Integer> numbers = first;
        long found = 0;
        for (;;) {
            int prime = numbers.receive();
            if (prime == END) {
                return found;
            }
            found++;
            Pipe<Integer> in = numbers;
            Pipe<Integer> out = peer.pipe(0);
            peer.start(() -> filter(prime, in, out));
            numbers = out;
        }
    }

    private static void generate(Pipe<Integer> out) throws InterruptedException {
        for (int i = 2; i <= LAST_PRIME; i++) {
            out.send(i);
        }
        out.send(END);
    }

    private static void filter(int prime, Pipe<Integer> in, Pipe<Integer> out) throws InterruptedException {
        for (;;) {
            Integer number = in.receive();
            int n = number;
            if (n == END) {
                out.send(END);
                return;
            }
            if (n % prime != 0) {
                out.send(number);
            }
        }
    }
}
