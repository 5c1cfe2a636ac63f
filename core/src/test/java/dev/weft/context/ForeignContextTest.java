package dev.weft.context;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.trySelect;
import static dev.weft.context.Context.withCancel;
import static dev.weft.context.Context.withTimeout;
import static dev.weft.context.Context.withValue;
import static dev.weft.context.ContextTree.receivers;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
import dev.weft.support.OtherContext;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Third-party contexts as parents, good ones and bad ones. */
class ForeignContextTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Context.Key<String> KEY = Context.Key.of("key");

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** The least that a context has to do. */
    private static class Foreign implements Context {
        final Channel<Unit> done = Channel.make();
        volatile ContextException err;

        void end(ContextException why) {
            err = why;
            done.close();
        }

        @Override
        public ReceiveChannel<?> done() {
            return done;
        }

        @Override
        public ContextException err() {
            return err;
        }

        @Override
        public Optional<Instant> deadline() {
            return Optional.empty();
        }

        @Override
        public <V> V value(Key<V> key) {
            return null;
        }
    }

    private static void awaitDone(Context ctx) throws InterruptedException {
        assertThat(select(Goroutines.LONG, receive(ctx.done()))).isZero();
    }

    @Test
    void itsEndReachesWhatIsDerivedFromIt() throws InterruptedException {
        Foreign parent = new Foreign();
        Context child = withCancel(withValue(parent, KEY, "v"));
        Context timed = withTimeout(parent, HOUR);
        Exception cause = new Exception("of the parent");
        parent.end(new DeadlineExceededException(cause));
        for (Context ctx : new Context[] {child, timed}) {
            awaitDone(ctx);
            assertThat(ctx.err()).isExactlyInstanceOf(DeadlineExceededException.class).hasCause(cause);
            assertThat(ctx.cause()).isSameAs(cause);
        }
        assertThat(child.value(KEY)).isEqualTo("v");
    }

    @Test
    void withoutACauseTheErrIsTheCause() throws InterruptedException {
        Foreign parent = new Foreign();
        Context child = withCancel(parent);
        parent.end(new DeadlineExceededException());
        awaitDone(child);
        assertThat(child.cause()).isExactlyInstanceOf(DeadlineExceededException.class).hasNoCause();
        assertThat(parent.cause()).isSameAs(parent.err);
    }

    @Test
    void aCauseOfItsOwnIsKept() throws InterruptedException {
        Exception cause = new Exception("its own");
        Foreign parent = new Foreign() {
            @Override
            public Exception cause() {
                return cause;
            }
        };
        Context child = withCancel(parent);
        parent.end(new CanceledException());
        awaitDone(child);
        assertThat(child.cause()).isSameAs(cause);
    }

    @Test
    void whatIsDerivedFromOneThatIsDoneIsDone() {
        Foreign parent = new Foreign();
        parent.end(new CanceledException());
        assertThat(withCancel(parent).err()).isExactlyInstanceOf(CanceledException.class);
        assertThat(withTimeout(parent, HOUR).err()).isExactlyInstanceOf(CanceledException.class);
        AtomicInteger runs = new AtomicInteger();
        Context.afterFunc(parent, runs::incrementAndGet);
        awaitUntil(() -> runs.get() == 1);
    }

    /** As in Go, null means that it is never done. */
    @Test
    void itsChannelMayBeNull() throws InterruptedException {
        Foreign parent = new Foreign() {
            @Override
            public ReceiveChannel<?> done() {
                return null;
            }
        };
        assertThat(trySelect(receive(parent.done()))).isEqualTo(-1);
        CancelableContext child = withCancel(withValue(parent, KEY, "v"));
        assertThat(child.err()).isNull();
        assertThat(Context.afterFunc(parent, () -> {}).stop()).isTrue();
        try (var timed = withTimeout(parent, Duration.ofMillis(1))) {
            awaitDone(timed);
        }
        child.cancel();
        assertThat(child.err()).isNotNull();
    }

    /** It breaks the rules; but what is done must have an err. */
    @Test
    void oneThatIsDoneWithoutAnErrCountsAsCancelled() throws InterruptedException {
        Foreign parent = new Foreign();
        Context child = withCancel(parent);
        parent.end(null);
        awaitDone(child);
        assertThat(child.err()).isExactlyInstanceOf(CanceledException.class).hasNoCause();
        assertThat(child.cause()).isExactlyInstanceOf(CanceledException.class);
    }

    @Test
    void itsDeadlineCounts() {
        Instant soon = Timers.now().plus(HOUR);
        Foreign parent = new Foreign() {
            @Override
            public Optional<Instant> deadline() {
                return Optional.of(soon);
            }
        };
        try (var child = withTimeout(parent, Duration.ofHours(2));
                var earlier = withTimeout(parent, Duration.ofMinutes(1))) {
            assertThat(child.deadline()).contains(soon);
            assertThat(child.toString()).endsWith(".WithCancel");
            assertThat(earlier.deadline().orElseThrow()).isBefore(soon);
        }
    }

    /** However a child ends, nothing watches the channel of the parent for it any longer. */
    @Test
    void nobodyWatchesForAChildThatIsDone() throws InterruptedException {
        Foreign parent = new Foreign();
        for (int i = 0; i < 100; i++) {
            try (var child = withCancel(parent);
                    var timed = withTimeout(parent, Duration.ofMillis(1))) {
                assertThat(child.err()).isNull();
                awaitDone(timed);
            }
            assertThat(Context.afterFunc(parent, () -> {}).stop()).isTrue();
        }
        awaitUntil(() -> receivers(parent.done) == 0);
        parent.end(new CanceledException());
    }

    /** Starts its functions itself, counts them, and records the thread that stops them. */
    private static final class Starter extends Foreign {
        final AtomicInteger waiting = new AtomicInteger();
        volatile Thread stopper;

        @Override
        public AfterFunc whenDone(Task<?> f) {
            waiting.incrementAndGet();
            return () -> {
                stopper = Thread.currentThread();
                waiting.decrementAndGet();
                return true;
            };
        }
    }

    @Test
    void whatItDoesToStartFunctionsIsUsedAndUndoneOnce() {
        Starter parent = new Starter();
        CancelableContext child = withCancel(withValue(withValue(parent, KEY, "v"), KEY, "w"));
        assertThat(parent.waiting).hasValue(1);
        assertThat(receivers(parent.done)).isZero();
        CancelableContext below = withCancel(child);
        assertThat(parent.waiting).hasValue(1);
        below.cancel();
        assertThat(parent.waiting).hasValue(1);
        child.cancel();
        child.cancel();
        assertThat(parent.waiting).hasValue(0);
        assertThat(parent.stopper).isSameAs(Thread.currentThread());
    }

    /** The library's timers must not wait for it. */
    @Test
    void itsCodeDoesNotRunOnTheThreadOfTheTimers() throws InterruptedException {
        Thread stopper;
        Duration timeout = Duration.ofMillis(1);
        do {
            Starter parent = new Starter();
            timeout = timeout.multipliedBy(2);
            awaitDone(withTimeout(parent, timeout));
            awaitUntil(() -> parent.waiting.get() == 0);
            stopper = parent.stopper;
        } while (stopper == Thread.currentThread()); // the deadline had passed before there was a timer
        assertThat(stopper.isVirtual()).isTrue();
    }

    /** As in Go, a context that passes on the channel and values of a library context counts as that context. */
    @Test
    void aWrapperCostsNothingAndIsReachedAtOnce() {
        CancelableContext inner = withCancel(Context.background());
        AtomicInteger asked = new AtomicInteger();
        Context wrapper = new OtherContext(new OtherContext(inner)) {
            @Override
            public AfterFunc whenDone(Task<?> f) {
                asked.incrementAndGet();
                return super.whenDone(f);
            }
        };
        Context child = withTimeout(wrapper, HOUR);
        Exception cause = new Exception();
        inner.cancel(cause);
        assertThat(child.err()).isNotNull();
        assertThat(child.cause()).isSameAs(cause);
        assertThat(wrapper.cause()).isSameAs(cause);
        assertThat(asked).hasValue(0);
    }

    /** Passes on the channel, but has an err, a cause and values of its own. */
    private static final class Borrower extends Foreign {
        private final Context lender;
        private final Exception cause = new Exception("its own");

        Borrower(Context lender) {
            this.lender = lender;
        }

        @Override
        public ReceiveChannel<?> done() {
            return lender.done();
        }

        @Override
        public ContextException err() {
            return lender.err() == null ? null : new DeadlineExceededException(cause);
        }
    }

    @Test
    void oneThatOnlyBorrowsAChannelKeepsItsOwnEnd() throws InterruptedException {
        CancelableContext lender = withCancel(Context.background());
        Borrower parent = new Borrower(lender);
        Context child = withCancel(parent);
        Channel<Unit> ran = Channel.make();
        Context.afterFunc(parent, ran::close);
        lender.cancel();
        awaitDone(child);
        ran.receive();
        for (Context ctx : new Context[] {child, withCancel(parent)}) {
            assertThat(ctx.err()).isExactlyInstanceOf(DeadlineExceededException.class);
            assertThat(ctx.cause()).isSameAs(parent.cause);
        }
    }

    /** Its value for a key may have any type. */
    @Test
    void itsValuesMayBeAnything() {
        Foreign parent = new Foreign() {
            @Override
            @SuppressWarnings("unchecked")
            public <V> V value(Key<V> key) {
                return (V) "the same for all";
            }
        };
        CancelableContext child = withCancel(parent);
        assertThat(child.err()).isNull();
        child.cancel();
        assertThat(child.err()).isNotNull();
        parent.end(new CanceledException());
        assertThat(parent.cause()).isSameAs(parent.err);
    }

    /**
     * A context that cannot say why it is done still ends its children; its failure is handled like that of a
     * goroutine.
     */
    @Test
    void anErrThatFailsLeavesNoChildOpen() throws Exception {
        Foreign parent = new Foreign() {
            @Override
            public ContextException err() {
                throw new IllegalStateException("no err");
            }
        };
        Channel<Throwable> failures = Channel.make(1);
        Context child = withCancel(parent);
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> failures.trySend(failure));
        try {
            parent.end(null);
            awaitDone(child);
            assertThat(failures.receive()).hasMessage("no err");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(child.err()).isExactlyInstanceOf(CanceledException.class);
    }
}
