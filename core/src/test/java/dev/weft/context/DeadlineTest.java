package dev.weft.context;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.context.Context.background;
import static dev.weft.context.Context.withCancel;
import static dev.weft.context.Context.withDeadline;
import static dev.weft.context.Context.withDeadlineCause;
import static dev.weft.context.Context.withTimeout;
import static dev.weft.context.Context.withTimeoutCause;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.weft.support.Goroutines;
import dev.weft.support.InVirtualTime;
import dev.weft.support.LiveObjects;
import dev.weft.time.Timers;
import java.lang.management.ManagementFactory;
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

class DeadlineTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MILLI = Duration.ofMillis(1);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Exception cause = new Exception("too slow");

    @Test
    @InVirtualTime
    void itIsDoneAtItsTime() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            Instant deadline = Timers.now().plusNanos(ThreadLocalRandom.current().nextLong(1L << i % 50));
            Context ctx = withDeadline(background(), deadline);
            assertThat(ctx.deadline()).contains(deadline);
            ctx.done().receive();
            assertThat(Timers.now()).isEqualTo(deadline);
            assertThat(ctx.err()).isExactlyInstanceOf(DeadlineExceededException.class)
                    .hasMessage("context deadline exceeded").hasNoCause();
        }
    }

    @Test
    @InVirtualTime
    void aTimeoutIsADeadline() {
        try (var ctx = withTimeout(background(), HOUR)) {
            assertThat(ctx.deadline()).contains(Timers.now().plus(HOUR));
            assertThat(withCancel(ctx).deadline()).isEqualTo(ctx.deadline());
            assertThat(ctx.toString()).isEqualTo("context.Background.WithDeadline(2000-01-01T01:00:00Z [PT1H])");
        }
    }

    @Test
    @InVirtualTime
    void theEarlierDeadlineCountsAndTheOthersCauseIsNotUsed() throws InterruptedException {
        Exception childs = new Exception("of the child");
        try (var parent = withTimeoutCause(background(), MILLI, cause);
                var child = withTimeoutCause(parent, HOUR, childs)) {
            assertThat(child.deadline()).isEqualTo(parent.deadline());
            assertThat(child.toString()).endsWith(".WithCancel");
            child.done().receive();
            assertThat(child.err()).isExactlyInstanceOf(DeadlineExceededException.class).hasCause(cause);
            assertThat(child.cause()).isSameAs(cause);
        }
        try (var parent = withTimeoutCause(background(), HOUR, cause);
                var child = withTimeoutCause(parent, MILLI, childs)) {
            child.done().receive();
            assertThat(child.cause()).isSameAs(childs);
            assertThat(parent.err()).isNull();
        }
    }

    @Test
    void ofTwoEqualDeadlinesTheChildHasItsOwn() {
        Instant deadline = Timers.now().plus(HOUR);
        try (var parent = withDeadline(background(), deadline);
                var child = withDeadline(parent, deadline)) {
            assertThat(child.toString()).contains("WithDeadline").doesNotEndWith("WithCancel");
            assertThat(child.deadline()).isEqualTo(parent.deadline());
        }
    }

    static Duration[] notPositive() {
        return new Duration[] {Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE)};
    }

    @ParameterizedTest
    @MethodSource("notPositive")
    void zeroOrLessIsDoneAtOnce(Duration d) {
        Context ctx = withTimeoutCause(background(), d, cause);
        assertThat(ctx.err()).isExactlyInstanceOf(DeadlineExceededException.class);
        assertThat(ctx.cause()).isSameAs(cause);
        assertThat(withDeadline(background(), Instant.MIN).err()).isExactlyInstanceOf(DeadlineExceededException.class);
    }

    @Test
    @InVirtualTime
    void whatIsTooLongForTheClockDoesNotCome() throws InterruptedException {
        Duration[] huge = {Duration.ofNanos(Long.MAX_VALUE), Duration.ofSeconds(Long.MAX_VALUE)};
        for (Duration d : huge) {
            try (var ctx = withTimeout(background(), d)) {
                withTimeout(background(), Duration.ofDays(365 * 10)).done().receive();
                assertThat(ctx.err()).isNull();
                assertThat(ctx.deadline()).isPresent();
            }
        }
        try (var ctx = withDeadline(background(), Instant.MAX)) {
            assertThat(ctx.err()).isNull();
            assertThat(ctx.toString()).isNotEmpty();
        }
    }

    @Test
    void aParentThatIsDoneComesFirst() {
        CancelableContext parent = withCancel(background());
        parent.cancel();
        assertThat(withTimeout(parent, Duration.ZERO).err()).isExactlyInstanceOf(CanceledException.class);
        assertThat(withTimeout(parent, HOUR).err()).isExactlyInstanceOf(CanceledException.class);
    }

    @Test
    void theDeadlineReachesWhatIsBelow() throws InterruptedException {
        try (var ctx = withDeadlineCause(background(), Timers.now().plus(MILLI), cause)) {
            Context below = withCancel(Context.withValue(withTimeout(ctx, HOUR), Context.Key.of("k"), 1));
            below.done().receive();
            assertThat(below.err()).isExactlyInstanceOf(DeadlineExceededException.class);
            assertThat(below.cause()).isSameAs(cause);
            assertThat(ctx.cause()).isSameAs(cause);
        }
    }

    /** Go would preempt such a loop. Here all carriers are busy, and no other goroutine could run in between. */
    @Test
    void aLoopThatNeverWaitsSeesItsDeadline() {
        int loops = 2 * Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < loops; i++) {
            g.go(() -> {
                try (var ctx = withTimeout(background(), MILLI)) {
                    Context child = withCancel(ctx);
                    while (child.err() == null) {
                        Thread.onSpinWait();
                    }
                }
            });
        }
        g.joinAll();
    }

    /** Either may come first; then all observers agree on it. */
    @Test
    void cancelRacesWithTheDeadline() throws InterruptedException {
        AtomicInteger ran = new AtomicInteger();
        int rounds = 3_000;
        for (int i = 0; i < rounds; i++) {
            Exception canceled = new Exception("canceled");
            long nanos = ThreadLocalRandom.current().nextInt(100_000);
            CancelableContext ctx = withTimeoutCause(background(), Duration.ofNanos(nanos), cause);
            Context child = withCancel(ctx);
            Context.afterFunc(child, ran::incrementAndGet);
            long start = System.nanoTime();
            while (System.nanoTime() - start < nanos) {
                Thread.onSpinWait();
            }
            ctx.cancel(canceled);
            Class<?> type = ctx.cause() == cause ? DeadlineExceededException.class : CanceledException.class;
            assertThat(ctx.cause()).isIn(cause, canceled);
            for (Context c : new Context[] {ctx, child}) {
                assertThat(c.err()).isExactlyInstanceOf(type).hasCause(ctx.cause());
                assertThat(c.cause()).isSameAs(ctx.cause());
            }
        }
        awaitUntil(() -> ran.get() == rounds);
    }

    @Test
    void deadlinesTakeNoThreadsAndTheirTimersAreStopped() throws Exception {
        withTimeout(background(), HOUR).cancel(); // creates everything that is created only once
        LiveObjects before = LiveObjects.count();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        List<CancelableContext> all = new ArrayList<>();
        try (AutoCloseable tracking = dev.weft.Goroutines.track()) {
            for (int i = 0; i < 10_000; i++) {
                all.add(withTimeout(background(), HOUR));
            }
            assertThat(dev.weft.Goroutines.dump()).doesNotContain("DeadlineC");
        }
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + 100);
        all.forEach(CancelableContext::cancel);
        all.clear();
        assertThat(LiveObjects.count().ofTheLibrary()).isLessThan(before.ofTheLibrary() + 1_000);
    }

    @Test
    void theTimersOfAllBelowAreStoppedToo() {
        withTimeout(background(), HOUR).cancel();
        LiveObjects before = LiveObjects.count();
        CancelableContext parent = withCancel(background());
        for (int i = 0; i < 10_000; i++) {
            withTimeout(parent, HOUR);
        }
        parent.cancel();
        parent = null;
        assertThat(LiveObjects.count().ofTheLibrary()).isLessThan(before.ofTheLibrary() + 1_000);
    }

    @Test
    void inASelectTheDeadlineIsACaseLikeOthers() throws InterruptedException {
        try (var ctx = withTimeout(background(), MILLI)) {
            assertThat(select(receive(Timers.after(HOUR)), receive(ctx.done()), receive(background().done())))
                    .isEqualTo(1);
        }
    }

    @Test
    void nullIsRejected() {
        assertThatNullPointerException().isThrownBy(() -> withTimeout(background(), null));
        assertThatNullPointerException().isThrownBy(() -> withDeadline(background(), null)).withMessage("deadline");
        String text =
                "cannot create context from nil parent; without a parent, derive it from Context.background()";
        assertThatNullPointerException().isThrownBy(() -> withTimeout(null, HOUR)).withMessage(text);
        assertThatNullPointerException().isThrownBy(() -> withTimeoutCause(null, HOUR, cause)).withMessage(text);
        assertThatNullPointerException()
                .isThrownBy(() -> withDeadlineCause(null, Instant.MAX, cause)).withMessage(text);
        assertThatNullPointerException().isThrownBy(() -> Context.withoutCancel(null)).withMessage(text);
    }
}
