package dev.weft.observe;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.GoroutineState;
import dev.weft.Goroutines;
import dev.weft.Select;
import dev.weft.Unit;
import dev.weft.support.ChildVm;
import dev.weft.support.Outcome;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Goroutines may be asked for at any time, by any thread. */
class AnyThreadTest {
    @RegisterExtension
    final dev.weft.support.Goroutines g = new dev.weft.support.Goroutines();

    private final Channel<Unit> held = Channel.make();

    /** Asks for everything. Fails unless the given goroutine is there, and has not leaked. */
    private static void askForAll(Thread waits) {
        assertThat(Goroutines.all()).extracting(GoroutineState::id).contains(waits.threadId());
        assertThat(Goroutines.dump()).contains("goroutine " + waits.threadId() + " [chan receive]:");
        assertThat(Goroutines.count()).isPositive();
        assertThat(Goroutines.leaked()).extracting(GoroutineState::id).doesNotContain(waits.threadId());
    }

    private Thread waiting() {
        Thread waits = g.go(() -> held.receive());
        awaitParked(waits, "chan receive");
        return waits;
    }

    @Test
    void tenAtOnceMissNothing() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            Goroutines.leaked(); // of other tests
            Thread waits = waiting();
            AtomicInteger found = new AtomicInteger();
            AtomicBoolean stop = new AtomicBoolean();
            Channel<Unit> channel = Channel.make();
            for (int i = 0; i < 4; i++) { // goroutines hand over meanwhile
                boolean sends = i % 2 == 0;
                g.go(() -> {
                    while (!stop.get()) {
                        int done = sends
                                ? Select.trySelect(Select.send(channel, Unit.UNIT))
                                : Select.trySelect(Select.receive(channel));
                        if (done < 0) {
                            Go.gosched();
                        }
                    }
                });
            }
            List<Thread> askers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int n = i;
                askers.add(g.start(i % 2 == 0, () -> {
                    for (int k = 0; k < 20; k++) {
                        switch (n % 5) {
                            case 0 -> assertThat(Goroutines.dump()).contains("goroutine " + waits.threadId() + " ");
                            case 1 -> assertThat(Goroutines.all()).extracting(GoroutineState::id)
                                    .contains(waits.threadId());
                            case 2 -> found.addAndGet(Goroutines.leaked().size());
                            case 3 -> Goroutines.track().close();
                            default -> go(() -> Channel.make().receive()); // leaks
                        }
                    }
                }));
            }
            askers.forEach(g::join);
            stop.set(true);
            // Two of the ten leak twenty goroutines each. Some may just have begun to run.
            awaitUntil(() -> found.addAndGet(Goroutines.leaked().size()) >= 40);
            assertThat(found.get()).isEqualTo(40);
            held.close();
        }
    }

    @Test
    void aGoroutineThatIsBeingInterruptedMay() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            Thread waits = waiting();
            Thread asks = g.go(() -> {
                for (int i = 0; i < 20; i++) {
                    askForAll(waits);
                }
            });
            while (asks.isAlive()) {
                asks.interrupt();
                LockSupport.parkNanos(20_000);
            }
            held.close();
        }
    }

    @Test
    void theHandlerOfAFailureMay() throws Exception {
        AtomicReference<String> dump = new AtomicReference<>();
        Thread waits;
        try (AutoCloseable tracking = Goroutines.track()) {
            waits = waiting();
            go("fails", () -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
                    askForAll(waits);
                    dump.set(Goroutines.dump());
                });
                throw new IllegalStateException("on purpose");
            }).join();
        }
        assertThat(dump.get()).contains("goroutine " + waits.threadId() + " [chan receive]:");
        held.close();
    }

    /** The collector's own helper, which the proof of a leak does not depend on. */
    @Test
    void aCleanerMay() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            Thread waits = waiting();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            AtomicBoolean cleaned = new AtomicBoolean();
            Cleaner.create().register(new Object(), () -> {
                try {
                    askForAll(waits);
                } catch (Throwable t) {
                    failure.set(t);
                }
                cleaned.set(true);
            });
            awaitUntil(() -> {
                System.gc();
                return cleaned.get();
            });
            assertThat(failure.get()).isNull();
            held.close();
        }
    }

    /** What is logged is logged without any lock: a logger may do anything, also wait for another thread that asks. */
    @Test
    void aLoggerMayAndSoMayThoseThatItWaitsFor() throws Exception {
        AtomicReference<Outcome<List<GoroutineState>>> asked = new AtomicReference<>();
        AtomicReference<Thread> waits = new AtomicReference<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getMessage().startsWith("leaked: ")) {
                    askForAll(waits.get());
                    asked.set(Outcome.<List<GoroutineState>>start(g, false, Goroutines::leaked).join());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("dev.weft");
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try (AutoCloseable tracking = Goroutines.track()) {
            waits.set(waiting());
            g.join(g.go(() -> {
                go(() -> Channel.make().receive());
            }));
            awaitUntil(() -> asked.get() != null);
            assertThat(asked.get().value()).isEmpty();
            held.close();
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
    }

    /** Whatever it throws is thrown to the caller, and nothing is left behind. */
    @Test
    void whereADumpIsPrintedToMayAskAndFail() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            Thread waits = waiting();
            for (Throwable failure : List.of(new IllegalStateException("full"), new StackOverflowError(),
                    new OutOfMemoryError("no room"))) {
                Failing out = new Failing(waits, failure);
                assertThatThrownBy(() -> Goroutines.dump(out)).isSameAs(failure);
                assertThat(out.texts).isPositive();
            }
            askForAll(waits);
            held.close();
        }
    }

    /** Asks for everything, and fails when it gets the second text. */
    private static final class Failing implements Appendable {
        private final Thread waits;
        private final Throwable failure;
        private int texts;

        Failing(Thread waits, Throwable failure) {
            this.waits = waits;
            this.failure = failure;
        }

        @Override
        public Appendable append(CharSequence text) {
            askForAll(waits);
            if (++texts == 2) {
                throw Failing.<RuntimeException>asIs(failure);
            }
            return this;
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) {
            return append(text.subSequence(start, end));
        }

        @Override
        public Appendable append(char c) {
            return append(String.valueOf(c));
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private static <X extends Throwable> X asIs(Throwable t) throws X {
            throw (X) t;
        }
    }

    @Test
    void theHandlerOfASignalMay() throws Exception {
        String printed = ChildVm.run(List.of(), ChildVm.onThisScheduler(List.of("-Dweft.track=true")), Signalled.class);
        assertThat(printed).contains("[chan receive]:\n\tat ").contains("leaked [select (no cases)]")
                .contains("the signal was handled");
    }

    /** Is asked by a signal, while a goroutine waits, and another has leaked. */
    static final class Signalled {
        private static final Channel<Unit> HELD = Channel.make();

        public static void main(String[] args) throws Exception {
            AtomicBoolean handled = new AtomicBoolean();
            sun.misc.Signal resized = new sun.misc.Signal("WINCH"); // unlike HUP, nobody ignores it for a child
            sun.misc.Signal.handle(resized, s -> {
                System.out.println(Goroutines.dump());
                Goroutines.leaked().forEach(state -> System.out.println("leaked [" + state.waitReason() + "]"));
                handled.set(true);
            });
            awaitParked(go(() -> HELD.receive()), "chan receive");
            awaitParked(go(() -> Select.select()), "select (no cases)");
            sun.misc.Signal.raise(resized);
            awaitUntil(handled::get);
            System.out.println("the signal was handled");
        }
    }
}
