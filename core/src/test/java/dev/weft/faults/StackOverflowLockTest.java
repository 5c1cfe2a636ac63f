package dev.weft.faults;

import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Task;
import dev.weft.support.Goroutines;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A lock at the end of the stack: it is not taken, or can be unlocked at the same depth, although an unlock takes more
 * stack if somebody waits. Each attempt has a little more stack than the one before.
 */
class StackOverflowLockTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** A new lock: two ways to take it that exclude each other. */
    private record Subject(Task<?> lock, Task<?> unlock, Task<?> other, String reason) {
        static Subject of(Mutex mu, Task<?> lock) {
            return new Subject(lock, mu::unlock, mu::lock, "sync.Mutex.Lock");
        }

        static Subject ofReader(RWMutex rw, Task<?> lock) {
            return new Subject(lock, rw::rUnlock, rw::lock, "sync.RWMutex.Lock");
        }

        static Subject ofWriter(RWMutex rw, Task<?> lock) {
            return new Subject(lock, rw::unlock, rw::rLock, "sync.RWMutex.RLock");
        }
    }

    private interface Maker {
        Subject make(Mutex mu, RWMutex rw);
    }

    private record Kind(String name, Maker maker) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(new Kind("Mutex.lock", (mu, rw) -> Subject.of(mu, mu::lock)),
                new Kind("Mutex.tryLock", (mu, rw) -> Subject.of(mu, mu::tryLock)),
                new Kind("Mutex.tryLock(Duration)", (mu, rw) -> Subject.of(mu, () -> mu.tryLock(Goroutines.LONG))),
                new Kind("Mutex.lockInterruptibly", (mu, rw) -> Subject.of(mu, mu::lockInterruptibly)),
                new Kind("RWMutex.rLock", (mu, rw) -> Subject.ofReader(rw, rw::rLock)),
                new Kind("RWMutex.tryRLock", (mu, rw) -> Subject.ofReader(rw, rw::tryRLock)),
                new Kind("RWMutex.tryRLock(Duration)",
                        (mu, rw) -> Subject.ofReader(rw, () -> rw.tryRLock(Goroutines.LONG))),
                new Kind("RWMutex.lock", (mu, rw) -> Subject.ofWriter(rw, rw::lock)),
                new Kind("RWMutex.tryLock", (mu, rw) -> Subject.ofWriter(rw, rw::tryLock)),
                new Kind("RWMutex.tryLock(Duration)",
                        (mu, rw) -> Subject.ofWriter(rw, () -> rw.tryLock(Goroutines.LONG))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsTakenCanBeGivenBack(Kind kind) {
        int taken = 0;
        int attempts = 0;
        for (int i = 1; i <= EndOfStack.CALLS; i += EndOfStack.STEP) {
            if (attempt(i, kind.maker.make(new Mutex(), new RWMutex()))) {
                taken++;
            }
            attempts++;
        }
        assertThat(taken).as("how often it was taken").isBetween(1, attempts - 1);
    }

    /** Returns whether the lock was taken; fails if it was and could not be unlocked. */
    private boolean attempt(int calls, Subject subject) {
        AtomicBoolean taken = new AtomicBoolean();
        AtomicBoolean waitedFor = new AtomicBoolean();
        Thread diver = new Thread(null, () -> EndOfStack.dive(calls, () -> {
            try {
                subject.lock.run();
                taken.set(true);
                while (!waitedFor.get()) {
                    Thread.onSpinWait();
                }
                subject.unlock.run();
            } catch (StackOverflowError e) {
                // the other one finds out what it leaves
            }
        }), "diver", EndOfStack.SIZE);
        diver.setDaemon(true);
        diver.start();
        awaitUntil(() -> taken.get() || !diver.isAlive());
        Thread other = g.go(subject.other);
        if (taken.get()) {
            awaitParked(other, subject.reason);
        }
        waitedFor.set(true);
        g.join(diver);
        g.join(other);
        return taken.get();
    }

}
