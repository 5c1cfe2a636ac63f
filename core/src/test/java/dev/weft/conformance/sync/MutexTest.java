package dev.weft.conformance.sync;

import static dev.weft.Select.receive;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.testing.Goroutines;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mutual exclusion, also where tryLock is mixed in; eight wrong ways to unlock; and that a greedy goroutine starves nobody. */
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

    /** Go looks only for a deadlock; the counter also tells if two held it at once, or if one had to wait in tryLock. */
    @Test
    @DisplayName("TestMutex: hammer")
    void tenGoroutinesLockAndTryToLock() {
        int[] times = {0}; // guarded by mu, like held
        int[] gained = new int[10];
        for (int i = 0; i < 10; i++) {
            int me = i;
            g.go(() -> {
                for (int round = 0; round < 1_000; round++) {
                    if (round % 3 == 0) {
                        if (!mu.tryLock()) {
                            continue;
                        }
                    } else {
                        mu.lock();
                    }
                    gained[me]++;
                    times[0]++;
                    assertThat(++held).isEqualTo(1);
                    if (round % 32 == 1) {
                        Go.gosched(); // on one carrier nobody else would ever find it locked
                    }
                    held--;
                    mu.unlock();
                }
            });
        }
        g.joinAll();
        int sum = 0;
        for (int n : gained) {
            assertThat(n).isBetween(666, 1_000); // two of three rounds lock without fail
            sum += n;
        }
        assertThat(times[0]).isEqualTo(sum);
        assertThat(mu.tryLock()).isTrue();
    }

    /** The wrong ways to unlock, by Go's names. */
    enum Misuse {
        MUTEX_UNLOCK("Mutex.Unlock") {
            @Override
            void commit(Mutex mu, RWMutex rw) {
                mu.unlock();
            }
        },
        MUTEX_UNLOCK_2("Mutex.Unlock2") {
            @Override
            void commit(Mutex mu, RWMutex rw) {
                mu.lock();
                mu.unlock();
                mu.unlock();
            }
        },
        RWMUTEX_UNLOCK("RWMutex.Unlock") {
            @Override
            void commit(Mutex mu, RWMutex rw) {
                rw.unlock();
            }
        },
        RWMUTEX_UNLOCK_2("RWMutex.Unlock2") {
            @Override
            void commit(Mutex mu, RWMutex rw) {
                rw.rLock();
                rw.unlock();
            }
        },
        RWMUTEX_UNLOCK_3("RWMutex.Unlock3") {
            @Override
            void commit(Mutex mu, RWMutex rw) {
                rw.lock();
                rw.unlock();
                rw.unlock();
            }
        },
        RWMUTEX_R_UNLOCK("RWMutex.RUnlock") {
            @Override
            void commit(Mutex mu, RWMutex rw) {
                rw.rUnlock();
            }
        },
        RWMUTEX_R_UNLOCK_2("RWMutex.RUnlock2") {
            @Override
            void commit(Mutex mu, RWMutex rw) {
                rw.lock();
                rw.rUnlock();
            }
        },
        RWMUTEX_R_UNLOCK_3("RWMutex.RUnlock3") {
            @Override
            void commit(Mutex mu, RWMutex rw) {
                rw.rLock();
                rw.rUnlock();
                rw.rUnlock();
            }
        };

        private final String goName;

        Misuse(String goName) {
            this.goName = goName;
        }

        /** The last call must fail, and no other. */
        abstract void commit(Mutex mu, RWMutex rw);

        /** How Go says it. */
        String message() {
            return switch (this) {
                case MUTEX_UNLOCK, MUTEX_UNLOCK_2 -> "sync: unlock of unlocked mutex";
                case RWMUTEX_UNLOCK, RWMUTEX_UNLOCK_2, RWMUTEX_UNLOCK_3 -> "sync: Unlock of unlocked RWMutex";
                default -> "sync: RUnlock of unlocked RWMutex";
            };
        }

        @Override
        public String toString() {
            return goName;
        }
    }

    /** And what was held before the misuse is held after it, neither more nor less. */
    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("TestMutexMisuse")
    void unlockingWhatIsNotLockedFails(Misuse misuse) {
        RWMutex rw = new RWMutex();
        assertThatThrownBy(() -> misuse.commit(mu, rw))
                .isExactlyInstanceOf(IllegalMonitorStateException.class)
                .hasMessage(misuse.message());
        assertThat(mu.tryLock()).isTrue();
        switch (misuse) {
            case RWMUTEX_UNLOCK_2 -> {
                assertThat(rw.tryLock()).as("a reader is in").isFalse();
                rw.rUnlock();
            }
            case RWMUTEX_R_UNLOCK_2 -> {
                assertThat(rw.tryRLock()).as("a writer is in").isFalse();
                rw.unlock();
            }
            default -> assertThat(rw.tryRLock()).isTrue();
        }
        assertThat(rw.tryLock()).isEqualTo(misuse == Misuse.RWMUTEX_UNLOCK_2 || misuse == Misuse.RWMUTEX_R_UNLOCK_2);
    }

    /** One goroutine has the lock nearly all the time, and is awake when it unlocks, which those who wait are not. */
    @Test
    @DisplayName("TestMutexFairness")
    void oneThatHoldsItNearlyAlwaysDoesNotKeepAnotherOut() {
        Channel<Unit> stop = Channel.make();
        g.go(() -> {
            do {
                mu.lock();
                Go.sleep(HUNDRED_MICROS);
                mu.unlock();
            } while (trySelect(receive(stop)) != 0);
        });
        Thread polite = g.go(() -> {
            for (int i = 0; i < 10; i++) {
                Go.sleep(HUNDRED_MICROS);
                mu.lock();
                mu.unlock();
            }
        });
        try {
            g.join(polite);
        } finally {
            stop.close();
        }
    }
}
