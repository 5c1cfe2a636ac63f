package dev.weft.conformance.sync;

import static dev.weft.testing.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.sync.RWMutex;
import dev.weft.testing.Goroutines;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers are in together, a writer is in alone, and the reader's side works as a lock of its own. */
@DisplayName("src/sync/rwmutex_test.go")
class RWMutexTest {
    /** What a writer adds to the activity, and no number of readers reaches. */
    private static final int WRITER = 10_000;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final RWMutex rw = new RWMutex();

    @ParameterizedTest(name = "{0} readers")
    @ValueSource(ints = {1, 3, 4})
    @DisplayName("TestParallelReaders")
    void allReadersHoldItAtTheSameTime(int readers) throws InterruptedException {
        Channel<Unit> locked = Channel.make();
        Channel<Unit> unlock = Channel.make();
        Channel<Unit> done = Channel.make();
        for (int i = 0; i < readers; i++) {
            g.go(() -> {
                rw.rLock();
                locked.send(Unit.UNIT);
                unlock.receive();
                rw.rUnlock();
                done.send(Unit.UNIT);
            });
        }
        for (int i = 0; i < readers; i++) {
            locked.receive(); // none has unlocked yet: nobody has said that it may
        }
        assertThat(rw.tryLock()).isFalse();
        for (int i = 0; i < readers; i++) {
            unlock.send(Unit.UNIT);
        }
        for (int i = 0; i < readers; i++) {
            done.receive();
        }
        assertThat(rw.tryLock()).isTrue();
    }

    @Test
    @DisplayName("TestRWMutex: TryLock and TryRLock")
    void theTryingFormsTellWhoHoldsIt() {
        rw.lock();
        assertThat(rw.tryLock()).isFalse();
        assertThat(rw.tryRLock()).isFalse();
        rw.unlock();

        assertThat(rw.tryLock()).isTrue();
        rw.unlock();

        assertThat(rw.tryRLock()).isTrue();
        assertThat(rw.tryRLock()).as("a reader beside a reader").isTrue();
        assertThat(rw.tryLock()).isFalse();
        rw.rUnlock();
        assertThat(rw.tryLock()).as("the other reader is still in").isFalse();
        rw.rUnlock();
        assertThat(rw.tryLock()).isTrue();
    }

    /** Go's rows: the numbers of readers, each beside two writers, that Go runs on 1, 4 and 10 processors. */
    @ParameterizedTest(name = "{0} readers")
    @ValueSource(ints = {1, 3, 10, 1, 3, 10, 1, 3, 10, 5})
    @DisplayName("TestRWMutex: hammer")
    void neverAReaderBesideAWriterNorTwoWriters(int readers) {
        int rounds = 1_000;
        AtomicInteger activity = new AtomicInteger();
        int[] writes = {0}; // by the writers, without any other synchronization
        for (int i = 0; i < readers + 2; i++) {
            if (i == 0 || i == readers / 2 + 1) { // as in Go: one at the beginning, one in the middle
                g.go(() -> {
                    for (int round = 0; round < rounds; round++) {
                        rw.lock();
                        assertThat(activity.addAndGet(WRITER)).isEqualTo(WRITER);
                        writes[0]++;
                        linger(round);
                        activity.addAndGet(-WRITER);
                        rw.unlock();
                    }
                });
            } else {
                g.go(() -> {
                    int seen = 0;
                    for (int round = 0; round < rounds; round++) {
                        rw.rLock();
                        assertThat(activity.incrementAndGet()).isBetween(1, readers);
                        assertThat(writes[0]).isGreaterThanOrEqualTo(seen);
                        seen = writes[0];
                        linger(round);
                        assertThat(writes[0]).as("no writer meanwhile").isEqualTo(seen);
                        activity.decrementAndGet();
                        rw.rUnlock();
                    }
                });
            }
        }
        g.joinAll();
        assertThat(writes[0]).isEqualTo(2 * rounds);
        assertThat(rw.tryLock()).isTrue();
    }

    /** Goroutines are not preempted: now and then they have to go aside while they hold the lock. */
    private static void linger(int round) {
        if (round % 16 == 0) {
            Go.gosched();
        }
    }

    @Test
    @DisplayName("TestRLocker")
    void theLockOfTheReadersKeepsWritersOutAndWritersKeepItOut() throws InterruptedException {
        int rounds = 10;
        Lock reading = rw.rLocker();
        Channel<Unit> readLocked = Channel.make(1);
        Channel<Unit> writeLocked = Channel.make(1);
        Thread other = g.go(() -> {
            for (int i = 0; i < rounds; i++) {
                reading.lock();
                reading.lock();
                readLocked.send(Unit.UNIT);
                rw.lock();
                writeLocked.send(Unit.UNIT);
            }
        });
        for (int i = 0; i < rounds; i++) {
            readLocked.receive();
            reading.unlock();
            awaitParked(other, "sync.RWMutex.Lock"); // the other of its two read locks is still there
            assertThat(writeLocked.tryReceive()).isNull();
            reading.unlock();
            writeLocked.receive();
            if (i < rounds - 1) {
                awaitParked(other, "sync.RWMutex.RLock");
            }
            assertThat(readLocked.tryReceive()).isNull();
            rw.unlock();
        }
    }
}
