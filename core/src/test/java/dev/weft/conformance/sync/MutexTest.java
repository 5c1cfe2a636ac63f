package dev.weft.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Go;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mutual exclusion, also mixed with tryLock; wrong ways to unlock; and a greedy goroutine, which must starve no other.
 */
@DisplayName("src/sync/mutex_test.go")
class MutexTest {
    private static final Duration HUNDRED_MICROS = Duration.ofNanos(100_000);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Mutex mu = new Mutex();

    /** Guarded by mu. */
    private int held;

    @Test
    @DisplayName("TestMutex: TryLock")
    void tryLockSucceedsOnlyOnAFreeMutex() {
        mu.lock();
        assertThat(mu.tryLock()).isFalse();
        mu.unlock();
        assertThat(mu.tryLock()).isTrue();
        assertThat(mu.tryLock()).isFalse();
        mu.unlock();
    }

    /** Go looks only for a deadlock; the counter also detects two holders at once, and a tryLock that had to wait. */
    @Test
    @DisplayName("TestMutex: hammer")
    void tenGoroutinesLockAndTryToLock() {
        int[] times = {0}; // guarded by mu, like held
        List<Outcome<Integer>> gained = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            gained.add(Outcome.start(g, true, () -> {
                int mine = 0;
                for (int round = 1; round <= 1_000; round++) {
                    boolean locked = true;
                    switch (round % 3) { // in every third round, it only tries
                        case 2 -> locked = mu.tryLock();
                        default -> mu.lock();
                    }
                    if (locked) {
                        mine++;
                        times[0]++;
                        assertThat(++held).isEqualTo(1);
                        if (round % 32 == 1) {
                            Go.gosched(); // on one carrier, no other goroutine would ever find it locked
                        }
                        held--;
                        mu.unlock();
                    }
                }
                return mine;
            }));
        }
        assertThat(gained).allSatisfy(one -> assertThat(one.value()).isBetween(667, 1_000)); // the others lock without fail
        assertThat(times[0]).isEqualTo(gained.stream().mapToInt(Outcome::value).sum());
        assertThat(mu.tryLock()).isTrue();
    }

    /** The state of a lock before an unlock that this state does not allow. */
    enum Held {
        NEVER, NO_LONGER, BY_A_READER, BY_A_WRITER, BY_A_READER_NO_LONGER
    }

    /** The ways to unlock. */
    enum Unlock {
        MUTEX("sync: unlock of unlocked mutex"), WRITER("sync: Unlock of unlocked RWMutex"), READER(
                "sync: RUnlock of unlocked RWMutex");

        /** Go's message. */
        private final String message;

        Unlock(String message) {
            this.message = message;
        }
    }

    /** Also checks that what was held before the misuse is still held after it, neither more nor less. */
    @ParameterizedTest(name = "{0}, held {1}")
    @CsvSource({
        "MUTEX, NEVER", "MUTEX, NO_LONGER", //
        "WRITER, NEVER", "WRITER, NO_LONGER", "WRITER, BY_A_READER", "WRITER, BY_A_READER_NO_LONGER", //
        "READER, NEVER", "READER, NO_LONGER", "READER, BY_A_WRITER", "READER, BY_A_READER_NO_LONGER"
    })
    @DisplayName("TestMutexMisuse")
    void unlockingWhatIsNotLockedFails(Unlock unlock, Held before) {
        RWMutex rw = new RWMutex();
        Lock writing = unlock == Unlock.MUTEX ? mu : rw.writeLock();
        Lock reading = rw.rLocker();
        switch (before) {
            case NEVER -> {}
            case NO_LONGER -> {
                writing.lock();
                writing.unlock();
            }
            case BY_A_WRITER -> writing.lock();
            case BY_A_READER -> reading.lock();
            case BY_A_READER_NO_LONGER -> {
                reading.lock();
                reading.unlock();
            }
        }
        assertThatThrownBy(() -> {
            switch (unlock) {
                case MUTEX -> mu.unlock();
                case WRITER -> rw.unlock();
                case READER -> rw.rUnlock();
            }
        })
                .isExactlyInstanceOf(IllegalMonitorStateException.class)
                .hasMessage(unlock.message);
        assertThat(rw.tryRLock()).isEqualTo(before != Held.BY_A_WRITER);
        if (before == Held.BY_A_WRITER) {
            rw.unlock();
        } else {
            rw.rUnlock();
        }
        assertThat(rw.tryLock()).isEqualTo(before != Held.BY_A_READER);
        assertThat(mu.tryLock()).isTrue();
    }

    /** One goroutine has the lock nearly all the time and, unlike the waiters, is awake when it unlocks. */
    @Test
    @DisplayName("TestMutexFairness")
    void oneThatHoldsItNearlyAlwaysDoesNotKeepAnotherOut() {
        AtomicBoolean enough = new AtomicBoolean();
        g.go(() -> {
            while (!enough.get()) {
                mu.lock();
                try {
                    Go.sleep(HUNDRED_MICROS);
                } finally {
                    mu.unlock();
                }
            }
        });
        Outcome<Integer> polite = Outcome.start(g, true, () -> {
            int turns = 0;
            while (turns < 10) {
                Go.sleep(HUNDRED_MICROS);
                mu.lock();
                turns++;
                mu.unlock();
            }
            return turns;
        });
        try {
            assertThat(polite.value()).isEqualTo(10);
        } finally {
            enough.set(true);
        }
    }
}
