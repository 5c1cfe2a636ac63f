package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.weft.support.Goroutines;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks that are held until the end of a block. */
class HoldTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** A lock, how to hold it, whether it is free, and what unlocking it once too often throws. */
    private record Kind(String name, Supplier<Hold> hold, Supplier<Boolean> isFree, String surplus) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        Mutex mu = new Mutex();
        RWMutex written = new RWMutex();
        RWMutex read = new RWMutex();
        return Stream.of(new Kind("Mutex", mu::hold, () -> tryOnce(mu.tryLock(), mu::unlock),
                "sync: unlock of unlocked mutex"),
                new Kind("writer", written::hold, () -> tryOnce(written.tryLock(), written::unlock),
                        "sync: Unlock of unlocked RWMutex"),
                new Kind("reader", read::rHold, () -> tryOnce(read.tryLock(), read::unlock),
                        "sync: RUnlock of unlocked RWMutex"));
    }

    private static boolean tryOnce(boolean locked, Runnable unlock) {
        if (locked) {
            unlock.run();
        }
        return locked;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theLockIsHeldInTheBlockAndFreeAfterIt(Kind kind) {
        for (int i = 0; i < 3; i++) {
            try (var held = kind.hold.get()) {
                assertThat(held).isNotNull();
                assertThat(kind.isFree.get()).isFalse();
            }
            assertThat(kind.isFree.get()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aBlockThatFailsFreesItToo(Kind kind) {
        assertThatThrownBy(() -> {
            try (var held = kind.hold.get()) {
                throw new IllegalStateException("in the block of " + held.hashCode());
            }
        }).hasMessageStartingWith("in the block");
        assertThat(kind.isFree.get()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void closingTwiceIsUnlockingTwice(Kind kind) {
        Hold held = kind.hold.get();
        held.close();
        assertThatThrownBy(held::close).isInstanceOf(IllegalMonitorStateException.class).hasMessage(kind.surplus);
        try (var again = kind.hold.get()) {
            assertThat(again).isNotNull();
            assertThat(kind.isFree.get()).isFalse();
        }
        assertThat(kind.isFree.get()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anotherThreadMayClose(Kind kind) {
        Hold held = kind.hold.get();
        g.join(g.go(held::close));
        assertThat(kind.isFree.get()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothingIsAllocated(Kind kind) {
        for (int i = 0; i < 20_000; i++) { // until it is compiled, or at least linked
            kind.hold.get().close();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            kind.hold.get().close();
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).as("bytes for 10,000 holds").isLessThan(10_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void holdsExcludeEachOther(boolean virtual) {
        Mutex mu = new Mutex();
        RWMutex rw = new RWMutex();
        int[] count = new int[2];
        int threads = 8;
        int rounds = 2_000;
        for (int i = 0; i < threads; i++) {
            g.start(virtual, () -> {
                for (int k = 0; k < rounds; k++) {
                    try (var held = mu.hold()) {
                        count[0] += held == null ? 0 : 1;
                    }
                    try (var held = rw.hold()) {
                        count[1] += held == null ? 0 : 1;
                    }
                    try (var held = rw.rHold()) {
                        assertThat(held).isNotNull();
                    }
                }
            });
        }
        g.joinAll();
        assertThat(count).containsExactly(threads * rounds, threads * rounds);
    }

    @Test
    void readersHoldTogether() {
        RWMutex rw = new RWMutex();
        try (var one = rw.rHold(); var two = rw.rHold()) {
            assertThat(one).isSameAs(two);
            assertThat(rw.tryRLock()).isTrue();
            rw.rUnlock();
            assertThat(rw.tryLock()).isFalse();
        }
        assertThat(rw.tryLock()).isTrue();
    }
}
