package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code tryLock} and {@code tryRLock} with a {@link Duration}. */
class TryLockForATimeTest {
    private static final Duration LONG = Duration.ofDays(1);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private interface TryLock {
        boolean within(Duration timeout) throws InterruptedException;
    }

    /** A lock, how to try it, and how another thread excludes the attempts. */
    private record Kind(String name, TryLock tryLock, Runnable unlock, Runnable exclude, Runnable let, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        Mutex mu = new Mutex();
        RWMutex w = new RWMutex();
        RWMutex r = new RWMutex();
        RWMutex readers = new RWMutex();
        return Stream.of(new Kind("Mutex", mu::tryLock, mu::unlock, mu::lock, mu::unlock, "sync.Mutex.Lock"),
                new Kind("writer, against a writer", w::tryLock, w::unlock, w::lock, w::unlock, "sync.RWMutex.Lock"),
                new Kind("writer, against a reader", readers::tryLock, readers::unlock, readers::rLock,
                        readers::rUnlock, "sync.RWMutex.Lock"),
                new Kind("reader", r::tryRLock, r::rUnlock, r::lock, r::unlock, "sync.RWMutex.RLock"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFreeLockIsTakenAtOnce(Kind kind) throws InterruptedException {
        for (Duration d : new Duration[] {LONG, Duration.ZERO, Duration.ofSeconds(-1),
            Duration.ofSeconds(Long.MAX_VALUE)}) {
            assertThat(kind.tryLock.within(d)).isTrue();
            kind.unlock.run();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itIsHandedOverInTime(Kind kind) {
        kind.exclude.run();
        Outcome<Boolean> attempt = Outcome.start(g, true, () -> kind.tryLock.within(LONG)).awaitParked(kind.reason);
        kind.let.run();
        assertThat(attempt.value()).isTrue();
        kind.unlock.run();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void timeRunsOutAndNothingStays(Kind kind) throws InterruptedException {
        kind.exclude.run();
        assertThat(kind.tryLock.within(Duration.ofNanos(1))).isFalse();
        assertThat(kind.tryLock.within(Duration.ofMillis(1))).isFalse();
        assertThat(kind.tryLock.within(Duration.ZERO)).isFalse();
        kind.let.run();
        assertThat(kind.tryLock.within(Duration.ZERO)).isTrue();
        kind.unlock.run();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anInterruptEndsTheWait(Kind kind) throws InterruptedException {
        kind.exclude.run();
        Outcome<Boolean> attempt = Outcome.start(g, false, () -> kind.tryLock.within(LONG)).awaitParked(kind.reason);
        attempt.thread().interrupt();
        assertThat(attempt.failure()).isInstanceOf(InterruptedException.class);
        assertThat(attempt.interruptFlag()).isFalse();
        kind.let.run();
        assertThat(kind.tryLock.within(Duration.ZERO)).isTrue();
        kind.unlock.run();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anInterruptBeforeThrowsAlsoWhereTheLockIsFree(Kind kind) throws InterruptedException {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> kind.tryLock.within(LONG)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> kind.tryLock.within(Duration.ZERO)).isInstanceOf(InterruptedException.class);
        assertThat(kind.tryLock.within(Duration.ZERO)).as("nobody has it").isTrue();
        kind.unlock.run();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nullIsRefused(Kind kind) throws InterruptedException {
        assertThatThrownBy(() -> kind.tryLock.within(null)).isInstanceOf(NullPointerException.class);
        assertThat(kind.tryLock.within(Duration.ZERO)).isTrue();
        kind.unlock.run();
    }
}
