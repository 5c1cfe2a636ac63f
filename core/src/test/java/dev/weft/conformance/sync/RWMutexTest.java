package dev.weft.conformance.sync;

import static dev.weft.support.Goroutines.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Go;
import dev.weft.Task;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers hold the lock together, a writer holds it alone, and the readers' side works as a lock of its own. */
@DisplayName("src/sync/rwmutex_test.go")
class RWMutexTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final RWMutex rw = new RWMutex();

    @ParameterizedTest(name = "{0} readers")
    @ValueSource(ints = {1, 2, 3, 4})
    @DisplayName("TestParallelReaders")
    void allReadersHoldItAtTheSameTime(int readers) throws InterruptedException {
        WaitGroup inside = new WaitGroup();
        inside.add(readers);
        List<Outcome<Void>> all = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            all.add(Outcome.start(g, true, () -> {
                rw.rLock();
                inside.done();
                inside.await(); // none leaves before all are in
                rw.rUnlock();
                return null;
            }));
        }
        assertThat(inside.await(LONG)).isTrue();
        all.forEach(Outcome::value);
        assertThat(rw.tryLock()).isTrue();
    }

    @Test
    @DisplayName("TestRWMutex: TryLock and TryRLock")
    void theTryingFormsTellWhoHoldsIt() {
        assertThat(rw.tryRLock()).as("free").isTrue();
        assertThat(rw.tryRLock()).as("a reader beside a reader").isTrue();
        for (int readers = 2; readers > 0; readers--) {
            assertThat(rw.tryLock()).as("a writer beside %d readers", readers).isFalse();
            rw.rUnlock();
        }
        assertThat(rw.tryLock()).as("free again").isTrue();
        for (int i = 0; i < 2; i++) { // none leaves before all are in
            assertThat(rw.tryLock()).as("a writer beside a writer").isFalse();
            assertThat(rw.tryRLock()).as("a reader beside a writer").isFalse();
            rw.unlock();
            rw.lock();
        }
    }

    /** As many readers beside two writers as in Go, which repeats some of the numbers on more processors. */
    @ParameterizedTest(name = "{0} readers")
    @ValueSource(ints = {1, 3, 5, 10, 1, 3, 10, 1, 3, 10})
    @DisplayName("TestRWMutex: hammer")
    void neverAReaderBesideAWriterNorTwoWriters(int readers) {
        int rounds = 1_000;
        AtomicInteger readersIn = new AtomicInteger();
        AtomicInteger writersIn = new AtomicInteger();
        int[] writes = {0}; // written by the writers, without any other synchronization
        Task<RuntimeException> write = () -> {
            for (int round = 0; round < rounds; round++) {
                rw.lock();
                assertThat(writersIn.incrementAndGet()).isEqualTo(1);
                assertThat(readersIn.get()).isZero();
                writes[0]++;
                linger(round);
                assertThat(readersIn.get()).as("no reader meanwhile").isZero();
                writersIn.decrementAndGet();
                rw.unlock();
            }
        };
        Task<RuntimeException> read = () -> {
            int seen = 0;
            for (int round = 0; round < rounds; round++) {
                rw.rLock();
                assertThat(readersIn.incrementAndGet()).isBetween(1, readers);
                assertThat(writersIn.get()).isZero();
                assertThat(writes[0]).isGreaterThanOrEqualTo(seen);
                seen = writes[0];
                linger(round);
                assertThat(writes[0]).as("no writer meanwhile").isEqualTo(seen);
                readersIn.decrementAndGet();
                rw.rUnlock();
            }
        };
        List<Task<RuntimeException>> all = new ArrayList<>(Collections.nCopies(readers, read));
        all.add(readers / 2, write);
        all.add(readers / 2, write); // both in the middle of the readers: the start order must not matter
        all.forEach(g::go);
        g.joinAll();
        assertThat(writes[0]).isEqualTo(2 * rounds);
        assertThat(rw.tryLock()).isTrue();
    }

    /** Goroutines are not preempted, so now and then they must yield while they hold the lock. */
    private static void linger(int round) {
        if (round % 16 == 0) {
            Go.gosched();
        }
    }

    /** Two readers hold the lock; a writer has to wait for both, and the next reader for the writer. */
    @Test
    @DisplayName("TestRLocker")
    void theLockOfTheReadersKeepsWritersOutAndWritersKeepItOut() {
        Lock reading = rw.rLocker();
        for (int round = 0; round < 10; round++) {
            reading.lock();
            reading.lock();
            Outcome<Void> writer = locking(rw::lock).awaitParked("sync.RWMutex.Lock");
            reading.unlock();
            assertThat(writer.isParked("sync.RWMutex.Lock")).as("one still reads").isTrue();
            reading.unlock();
            writer.value();
            Outcome<Void> reader = locking(reading::lock).awaitParked("sync.RWMutex.RLock");
            rw.unlock();
            reader.value();
            reading.unlock();
        }
    }

    private Outcome<Void> locking(Runnable lock) {
        return Outcome.start(g, true, () -> {
            lock.run();
            return null;
        });
    }
}
