package dev.weft.time;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.trySelect;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.ReceiveCase;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
import dev.weft.support.InVirtualTime;
import dev.weft.sync.WaitGroup;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Timers with a channel. Where the time is real, it is checked on one side only: nothing comes before it is due.
 */
class TimerTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MILLI = Duration.ofMillis(1);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** Returns a timer that has fired, and whose element can be received. */
    private static Timer fired() {
        Timer t = Timers.newTimer(MILLI);
        Instant made = Timers.now();
        awaitUntil(() -> Timers.now().isAfter(made.plus(MILLI)));
        return t;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void firesOnceNotBeforeItsTimeWithTheInstantAtWhichItWasDue(boolean virtual) {
        g.start(virtual, () -> {
            Instant before = Timers.now();
            Timer t = Timers.newTimer(Duration.ofMillis(10));
            Instant after = Timers.now();
            Instant due = t.channel().receive();
            assertThat(Timers.now()).isAfterOrEqualTo(due);
            assertThat(due).isBetween(before.plusMillis(10), after.plusMillis(10));
            assertThat(t.channel().tryReceive()).isNull();
        });
        g.joinAll();
    }

    /** The order of the cases does not matter. The select wakes when the first timer is due; by then, both may be. */
    @Test
    void ofTwoTimersInASelectTheOneThatIsDueFirstIsChosen() {
        int asserted = 0;
        for (int round = 0; round < 50 || asserted == 0; round++) {
            Instant made = Timers.now();
            Timer first = Timers.newTimer(Duration.ofMillis(3));
            Timer second = Timers.newTimer(Duration.ofMillis(3));
            int[] chosen = {-1};
            Thread selecting = g.go(() -> chosen[0] = select(receive(second.channel()), receive(first.channel())));
            awaitUntil(() -> Goroutines.isParked(selecting, "select") || !selecting.isAlive());
            boolean waited = Timers.now().isBefore(made.plusMillis(3));
            g.join(selecting);
            if (waited) {
                assertThat(chosen[0]).isEqualTo(1);
                asserted++;
            }
        }
    }

    @Test
    @InVirtualTime
    void theValueIsTheInstantAtWhichItWasDueHoweverLateItIsReceived() throws InterruptedException {
        Instant due = Timers.now().plus(MILLI);
        Timer t = Timers.newTimer(MILLI);
        Go.sleep(HOUR);
        assertThat(t.channel().tryReceive()).isEqualTo(due);
    }

    static Duration[] notPositive() {
        return new Duration[] {Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE)};
    }

    @ParameterizedTest
    @MethodSource("notPositive")
    void zeroOrLessFiresAtOnce(Duration d) {
        assertThat(Timers.newTimer(d).channel().tryReceive()).isBeforeOrEqualTo(Timers.now());
        assertThat(trySelect(receive(Timers.after(d)))).isZero();
        Timer t = Timers.newTimer(HOUR);
        assertThat(t.reset(d)).isTrue();
        assertThat(t.channel().tryReceive()).isNotNull();
    }

    @Test
    void theChannelHasNoBuffer() throws InterruptedException {
        Timer t = fired();
        assertThat(t.channel().len()).isZero();
        assertThat(t.channel().cap()).isZero();
        assertThat(t.channel().drained()).isFalse();
        assertThat(t.channel().receive()).isNotNull();
        assertThat(t.channel().drained()).isFalse();
        assertThat(t.channel()).isSameAs(t.channel());
    }

    @Test
    void stopAndResetSayWhetherItWasPending() throws InterruptedException {
        Timer t = Timers.newTimer(HOUR);
        assertThat(t.stop()).as("running").isTrue();
        assertThat(t.stop()).as("stopped").isFalse();
        assertThat(t.reset(HOUR)).as("stopped").isFalse();
        assertThat(t.reset(MILLI)).as("running").isTrue();
        assertThat(t.channel().receive()).isNotNull();
        assertThat(t.stop()).as("fired and received").isFalse();
        assertThat(t.reset(HOUR)).as("stopped after it was received").isFalse();
        assertThat(fired().stop()).as("fired, not received").isTrue();
        Timer u = fired();
        assertThat(u.reset(HOUR)).as("fired, not received").isTrue();
        assertThat(u.stop()).isTrue();
        Timer v = fired();
        assertThat(v.channel().receive()).isNotNull();
        assertThat(v.reset(HOUR)).as("fired and received").isFalse();
    }

    @Test
    void nothingStaleIsReceivedAfterStopOrReset() {
        Timer t = fired();
        t.stop();
        assertThat(t.channel().tryReceive()).isNull();
        assertThat(trySelect(receive(t.channel()))).isEqualTo(-1);
        Timer u = fired();
        u.reset(HOUR);
        assertThat(u.channel().tryReceive()).isNull();
        u.reset(Duration.ZERO);
        Instant now = Timers.now();
        assertThat(u.channel().tryReceive()).isBeforeOrEqualTo(now);
        assertThat(u.channel().tryReceive()).isNull();
    }

    /**
     * Stop and reset just as the timer fires: either the element was received, or the call reported that it prevented
     * that.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stopAndResetRacingWithFiring(boolean reset) {
        for (int i = 0; i < 1_000; i++) {
            Timer t = Timers.newTimer(Duration.ofNanos(ThreadLocalRandom.current().nextInt(60_000)));
            AtomicInteger received = new AtomicInteger();
            Thread receiver = g.start(i % 2 == 0, () -> {
                if (t.channel().tryReceive(Duration.ofNanos(80_000)) != null) {
                    received.incrementAndGet();
                }
            });
            boolean pending = reset ? t.reset(HOUR) : t.stop();
            assertThat(pending).isEqualTo(t.channel().tryReceive() == null && receivedNothing(receiver, received));
            assertThat(t.stop()).isEqualTo(reset);
        }
    }

    private boolean receivedNothing(Thread receiver, AtomicInteger received) {
        g.join(receiver);
        return received.get() == 0;
    }

    /** After reset has returned, no element received is due earlier than that setting says. */
    @Test
    void afterResetNothingFromBeforeIsReceived() throws InterruptedException {
        Timer t = Timers.newTimer(Duration.ZERO);
        for (int i = 0; i < 5_000; i++) {
            Instant before = Timers.now();
            t.reset(Duration.ofNanos(i % 20 * 1_000));
            if (i % 3 > 0) {
                assertThat(t.channel().receive()).isAfterOrEqualTo(before);
                assertThat(t.stop()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void resetToEarlierWakesAWaitingReceiver(boolean virtual) {
        Timer t = Timers.newTimer(HOUR);
        Thread receiver = g.start(virtual, () -> assertThat(t.channel().receive()).isNotNull());
        awaitParked(receiver, "chan receive");
        assertThat(t.reset(MILLI)).isTrue();
        g.join(receiver);
        assertThat(t.stop()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void resetToEarlierWakesAWaitingSelect(boolean virtual) {
        Timer t = Timers.newTimer(HOUR);
        Channel<Integer> other = Channel.make();
        Thread receiver = g.start(virtual, () -> {
            ReceiveCase<Instant> r = receive(t.channel());
            assertThat(select(receive(other), r, receive(Timers.after(HOUR)))).isEqualTo(1);
            assertThat(r.ok()).isTrue();
            assertThat(r.value()).isBeforeOrEqualTo(Timers.now());
        });
        awaitParked(receiver, "select");
        assertThat(t.reset(MILLI)).isTrue();
        g.join(receiver);
    }

    /** A stopped timer never fires; its receivers keep waiting, and are woken when it is set. */
    @Test
    void aReceiverWaitsThroughStopAndReset() {
        Timer t = Timers.newTimer(HOUR);
        Thread plain = g.go(() -> t.channel().receive());
        Thread selecting = g.go(() -> select(receive(t.channel())));
        awaitParked(plain, "chan receive");
        awaitParked(selecting, "select");
        t.stop();
        awaitParked(plain, "chan receive");
        assertThat(t.reset(MILLI)).isFalse();
        awaitUntil(() -> !plain.isAlive() || !selecting.isAlive());
        t.reset(MILLI);
        g.joinAll();
    }

    @Test
    @InVirtualTime
    void laterResetDelaysThoseWhoWait() throws InterruptedException {
        Instant start = Timers.now();
        Timer t = Timers.newTimer(HOUR);
        Channel<Instant> got = Channel.make(1);
        Go.go(() -> got.send(t.channel().receive()));
        Go.sleep(HOUR.minusNanos(1));
        assertThat(t.reset(HOUR)).isTrue();
        assertThat(got.receive()).isEqualTo(start.plus(HOUR).plus(HOUR).minusNanos(1));
        assertThat(Timers.now()).isEqualTo(start.plus(HOUR).plus(HOUR).minusNanos(1));
    }

    @Test
    void receiversAreServedFirstComeFirstServed() {
        Timer t = Timers.newTimer(HOUR);
        List<Integer> order = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int n = i;
            Thread thread = g.start(i % 2 == 0, () -> {
                if (n % 3 == 0) {
                    select(receive(t.channel()));
                } else {
                    t.channel().receive();
                }
                order.add(n);
            });
            awaitParked(thread, n % 3 == 0 ? "select" : "chan receive");
            threads.add(thread);
        }
        for (int i = 0; i < 6; i++) {
            t.reset(i % 2 == 0 ? Duration.ZERO : MILLI);
            g.join(threads.get(i));
            assertThat(order).hasSize(i + 1).endsWith(i);
        }
    }

    /** One element, many receivers: one gets it, and the others wait for the next. */
    @Test
    void eachFiringIsReceivedOnce() {
        Timer t = Timers.newTimer(HOUR);
        Channel<Unit> quit = Channel.make();
        AtomicInteger received = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            g.start(i % 2 == 0, () -> {
                while (select(receive(t.channel()), receive(quit)) == 0) {
                    received.incrementAndGet();
                }
            });
        }
        for (int i = 1; i <= 300; i++) {
            t.reset(Duration.ofNanos(1_000 * (i % 50)));
            int firings = i;
            awaitUntil(() -> received.get() >= firings);
            assertThat(t.stop()).isFalse();
        }
        quit.close();
        g.joinAll();
        assertThat(received.get()).isEqualTo(300);
    }

    @Test
    void timersAndChannelsInOneSelect() throws InterruptedException {
        Channel<Integer> c = Channel.make();
        ReceiveCase<Integer> rc = receive(c);
        ReceiveCase<Instant> rt = receive(Timers.after(HOUR));
        Thread sender = g.go(() -> c.send(1));
        assertThat(select(rt, rc)).isEqualTo(1);
        assertThat(rt.value()).isNull();
        g.join(sender);
        ReceiveChannel<Instant> soon = Timers.after(MILLI);
        assertThat(select(rt, rc, receive(soon), receive(Timers.after(HOUR)))).isEqualTo(2);
        assertThat(soon.tryReceive()).isNull();
        // A time-out of the select that is shorter, and one that is longer.
        assertThat(select(MILLI, rt, rc)).isEqualTo(-1);
        assertThat(select(HOUR, rc, receive(Timers.after(MILLI)))).isEqualTo(1);
        assertThat(c.trySend(2)).isFalse();
    }

    @Test
    void aTimerThatIsNotChosenKeepsItsElement() throws InterruptedException {
        Timer t = fired();
        Channel<Integer> c = Channel.make(1);
        boolean timerWon = false;
        while (!timerWon) { // uniform choice, so it wins soon
            c.trySend(1);
            int index = select(receive(c), receive(t.channel()));
            timerWon = index == 1;
            assertThat(t.stop()).isEqualTo(!timerWon);
            t.reset(Duration.ZERO);
        }
        assertThat(t.channel().receive()).isNotNull();
    }

    @Test
    void timedReceiveBesideTheTimersOwnTime() throws InterruptedException {
        Timer t = Timers.newTimer(HOUR);
        assertThat(t.channel().tryReceive(MILLI)).isNull();
        assertThat(t.stop()).isTrue();
        t.reset(MILLI);
        assertThat(t.channel().tryReceive(HOUR)).isNotNull();
        assertThat(t.channel().tryReceive(Duration.ZERO)).isNull();
    }

    @Test
    void anInterruptedReceiverTakesNothing() {
        Timer t = Timers.newTimer(HOUR);
        Thread receiver = g.go(() -> assertThatThrownBy(() -> t.channel().receive())
                .isInstanceOf(InterruptedException.class));
        awaitParked(receiver, "chan receive");
        receiver.interrupt();
        g.join(receiver);
        assertThat(t.reset(Duration.ZERO)).isTrue();
        assertThat(t.channel().tryReceive()).isNotNull();
    }

    static Duration[] huge() {
        return new Duration[] {
            Duration.ofNanos(Long.MAX_VALUE),
            Duration.ofNanos(Long.MAX_VALUE - 1),
            Duration.ofNanos(Long.MAX_VALUE).plusNanos(1),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)
        };
    }

    @ParameterizedTest
    @MethodSource("huge")
    void hugeDurationsDoNotFire(Duration d) {
        Timer t = Timers.newTimer(d);
        assertThat(t.channel().tryReceive()).isNull();
        Thread receiver = g.go(() -> t.channel().receive());
        awaitParked(receiver, "chan receive");
        assertThat(t.reset(d)).isTrue();
        awaitParked(receiver, "chan receive");
        assertThat(t.reset(MILLI)).isTrue();
        g.join(receiver);
        assertThat(Timers.after(d).tryReceive()).isNull();
    }

    @Test
    void fiveThousandSleepers() throws InterruptedException {
        int n = 5_000;
        WaitGroup wg = new WaitGroup();
        AtomicInteger woken = new AtomicInteger();
        for (int i = 0; i < n; i++) {
            Duration d = Duration.ofMillis(i % 50);
            wg.go(() -> {
                Instant start = Timers.now();
                Timers.after(d).receive();
                assertThat(Timers.now()).isAfterOrEqualTo(start.plus(d));
                woken.incrementAndGet();
            });
        }
        assertThat(wg.await(Goroutines.LONG)).isTrue();
        assertThat(woken.get()).isEqualTo(n);
    }

    @Test
    void unreferencedTimersAndTickersAreGarbage() {
        List<WeakReference<?>> refs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            refs.add(new WeakReference<>(Timers.newTimer(HOUR)));
            refs.add(new WeakReference<>(Timers.after(HOUR)));
            refs.add(new WeakReference<>(Timers.newTicker(HOUR)));
            refs.add(new WeakReference<>(Timers.tick(MILLI)));
        }
        awaitUntil(() -> {
            System.gc();
            return refs.stream().allMatch(ref -> ref.refersTo(null));
        });
    }

    @Test
    void nullIsRejectedAndTheTimerWorksOn() {
        assertThatThrownBy(() -> Timers.newTimer(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Timers.after(null)).isInstanceOf(NullPointerException.class);
        Timer t = Timers.newTimer(HOUR);
        assertThatThrownBy(() -> t.reset(null)).isInstanceOf(NullPointerException.class);
        assertThat(t.stop()).isTrue();
    }

    @Test
    void nowNeverGoesBack() {
        Instant last = Timers.now();
        for (int i = 0; i < 10_000; i++) {
            Instant now = Timers.now();
            assertThat(now).isAfterOrEqualTo(last);
            last = now;
        }
    }
}
