package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that are held up, or come to the end of their stack, where the scheduler's state is about to change. */
class SchedulerFaultsTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @BeforeAll
    static void isOpen() {
        assumeTrue(Loom.problem() == null, "needs --add-opens java.base/java.lang=ALL-UNNAMED");
    }

    private GoScheduler asleep(int processors) {
        GoScheduler s = new GoScheduler(processors);
        g.join(s.newBuilder().start(() -> {}));
        awaitSleep(s);
        return s;
    }

    private static void awaitSleep(GoScheduler s) {
        Goroutines.awaitUntil(() -> s.idle.count() == s.processors.length);
        for (Processor p : s.processors) {
            Goroutines.awaitUntil(() -> p.carrier() == null || p.carrier().getState() == Thread.State.WAITING);
        }
    }

    /** Waits until nobody searches, and begins a search: the monitor may begin one for what nobody was woken for. */
    private static void awaitNoSearch(GoScheduler s) {
        Goroutines.awaitUntil(s::beginSearch);
    }

    /** The thread that has made the first carrier is held up before it counts it; meanwhile the carrier falls asleep. */
    @Test
    void theFirstCarrierIsMadeOnce() {
        GoScheduler s = asleep(1);
        Carrier first = s.processors[0].carrier();
        s.carrierEnds();
        assertThat(s.carriers()).isZero();
        g.join(s.newBuilder().start(() -> assertThat(Loom.currentCarrier()).isSameAs(first)));
        assertThat(s.processors[0].carrier()).isSameAs(first);
        assertThat(s.carriers()).isZero();
    }

    /** The thread that wakes a carrier is held up after it has taken its processor out of the idle ones. */
    @Test
    void noProcessorIsTakenFromACarrierThatIsBeingWoken() {
        GoScheduler s = asleep(1);
        s.addSpare(new Carrier(s, null, "a spare that never runs"));
        Processor p = s.processors[0];
        Carrier c = p.carrier();
        assertThat(c.isFresh()).isTrue();
        s.beginSearch();
        assertThat(s.idle.poll()).isSameAs(p);
        assertThat(s.monitor.retake(p)).isFalse();
        assertThat(p.carrier()).isSameAs(c);
        awaitSleep(s); // for the monitor has woken it instead
        g.join(s.newBuilder().start(() -> assertThat(Loom.currentCarrier()).isSameAs(c)));
    }

    @Test
    void theThreadThatMakesACarrierDoesNotDetermineItsPriority() throws InterruptedException {
        GoScheduler s = new GoScheduler(1);
        Thread t = new Thread(() -> s.newBuilder().start(() -> {}));
        t.setPriority(Thread.MIN_PRIORITY);
        t.start();
        t.join();
        awaitSleep(s);
        assertThat(s.processors[0].carrier().getPriority()).isEqualTo(Thread.NORM_PRIORITY);
    }

    /**
     * Goroutines that wake others at the very end of their stack. The ones that they wake may be lost, as on the JDK's
     * scheduler; all others go on.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aStackOverflowLosesNobodyElse(int processors) {
        loadClasses();
        GoScheduler s = new GoScheduler(processors);
        for (int round = 0; round < 60; round++) {
            Thread[] sleepers = new Thread[16];
            for (int i = 0; i < sleepers.length; i++) {
                sleepers[i] = s.newBuilder().start(LockSupport::park);
            }
            List<Thread> divers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                divers.add(s.newBuilder().start(() -> new Diver(sleepers).diveOftenFor(10)));
            }
            divers.forEach(g::join);
            awaitSleep(s);
            g.join(s.newBuilder().start(Thread::yield));
        }
        awaitSleep(s);
        awaitNoSearch(s);
    }

    /**
     * A platform thread that wakes goroutines at the very end of its stack. Unlike a goroutine, it wakes a carrier for
     * each of them, as long as one is idle.
     */
    @Test
    void aStackOverflowLeavesNoSearchBehind() throws InterruptedException {
        loadClasses();
        GoScheduler s = new GoScheduler(2);
        for (int round = 0; round < 60; round++) {
            Thread[] sleepers = new Thread[64];
            for (int i = 0; i < sleepers.length; i++) {
                sleepers[i] = s.newBuilder().start(LockSupport::park);
            }
            awaitSleep(s);
            Thread diver = new Thread(null, () -> new Diver(sleepers).diveOftenFor(10), "diver", 256 << 10);
            diver.start();
            diver.join();
            awaitSleep(s);
            awaitNoSearch(s);
            s.giveUpSearch();
        }
    }

    /** The JDK does not survive a stack overflow either if it loads these then. */
    private static void loadClasses() {
        ThreadLocalRandom.current().nextInt();
        new LongAdder().increment();
    }

    private static final class Diver {
        private final Random random = new Random();
        private final Thread[] sleepers;
        private int wakesLeft;

        private Diver(Thread[] sleepers) {
            this.sleepers = sleepers;
        }

        void diveOftenFor(int times) {
            for (int i = 0; i < times; i++) {
                wakesLeft = 1 + random.nextInt(60);
                try {
                    dive(random.nextInt(4));
                } catch (StackOverflowError e) {
                    Thread.yield();
                }
            }
        }

        /** Goes to the end of the stack, and on the way back wakes somebody in each of the last frames. */
        private void dive(int depth) {
            try {
                if (depth % 4 == 0) {
                    diveInALargerFrame(depth + 1, 1, 2, 3);
                } else {
                    dive(depth + 1);
                }
            } catch (StackOverflowError e) {
                if (wakesLeft-- > 0) {
                    LockSupport.unpark(sleepers[random.nextInt(sleepers.length)]);
                }
                throw e;
            }
        }

        private long diveInALargerFrame(int depth, long a, long b, long c) {
            dive(depth);
            return a + b + c;
        }
    }
}
