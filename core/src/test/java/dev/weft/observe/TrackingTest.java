package dev.weft.observe;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Arg;
import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.GoroutineState;
import dev.weft.Goroutines;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.internal.goroutine.GoroutineRecord;
import dev.weft.internal.goroutine.Tracking;
import dev.weft.support.ChildVm;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.SingleFlight;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link Goroutines#track} adds: the goroutines outside of programs, and where each was started. */
class TrackingTest {
    @RegisterExtension
    final dev.weft.support.Goroutines g = new dev.weft.support.Goroutines();

    private static Optional<GoroutineState> stateOf(Thread thread) {
        return Goroutines.all().stream().filter(s -> s.id() == thread.threadId()).findFirst();
    }

    static List<Named<Arg<Task<?>>>> starts() {
        return List.of(
                Named.of("go", Go::go),
                Named.of("go with a name", f -> go("name", f)),
                Named.of("go with an argument", f -> go(Task::run, f)),
                Named.of("go with four arguments", f -> go((a, b, c, d) -> a.run(), f, 1, 2, 3)),
                Named.of("WaitGroup", f -> new WaitGroup().go(f)),
                Named.of("WaitGroup with an argument", f -> new WaitGroup().go(Task::run, f)),
                Named.of("ErrGroup", f -> new ErrGroup().go(f)),
                Named.of("ErrGroup.tryGo", f -> new ErrGroup().tryGo(f)),
                Named.of("SingleFlight", f -> new SingleFlight<String, Unit>().runChan("key", () -> {
                    f.run();
                    return Unit.UNIT;
                })));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void itIsKnownWhereAGoroutineWasStarted(Arg<Task<?>> start) throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            assertStartIsKnown(start);
            Go.run(() -> assertStartIsKnown(start));
        }
    }

    private static void assertStartIsKnown(Arg<Task<?>> start) throws Exception {
        AtomicReference<Thread> started = new AtomicReference<>();
        Channel<Unit> done = Channel.make();
        start.run(() -> {
            started.set(Thread.currentThread());
            done.receive();
        });
        awaitUntil(() -> started.get() != null);
        awaitParked(started.get(), "chan receive");
        GoroutineState state = stateOf(started.get()).orElseThrow();
        assertThat(state.createdBy()).isNotNull();
        assertThat(state.createdBy().getClassName()).isEqualTo(TrackingTest.class.getName());
        assertThat(state.creator()).isEqualTo(Thread.currentThread().threadId());
        assertThat(state.toString()).startsWith("goroutine " + started.get().threadId() + " ")
                .contains("[chan receive]")
                .endsWith(" in goroutine " + Thread.currentThread().threadId());
        done.close();
        started.get().join();
        assertThat(stateOf(started.get())).isEmpty();
    }

    @Test
    void whatATimerStartsWasStartedByNoGoroutine() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            Channel<Unit> done = Channel.make();
            AtomicReference<Thread> started = new AtomicReference<>();
            Timers.afterFunc(Duration.ofMillis(1), () -> {
                started.set(Thread.currentThread());
                done.receive();
            });
            awaitUntil(() -> started.get() != null);
            awaitParked(started.get(), "chan receive");
            GoroutineState state = stateOf(started.get()).orElseThrow();
            assertThat(state.createdBy()).isNull();
            assertThat(state.toString()).doesNotContain("created by");
            done.close();
        }
    }

    @Test
    void onlyWhatIsStartedMeanwhileIsKnown() throws Exception {
        Channel<Unit> done = Channel.make();
        Thread before = g.go(() -> done.receive());
        AutoCloseable tracking = Goroutines.track();
        AutoCloseable another = Goroutines.track();
        Thread first = g.go(() -> done.receive());
        awaitParked(first, "chan receive");
        assertThat(stateOf(first)).isPresent();
        assertThat(Goroutines.count()).isGreaterThanOrEqualTo(1);
        tracking.close();
        tracking.close(); // which is no second end
        Thread second = g.go(() -> done.receive());
        assertThat(stateOf(second)).as("another tracks still").isPresent();
        assertThat(stateOf(before)).isEmpty();
        another.close();
        Thread after = g.go(() -> done.receive());
        for (Thread thread : List.of(before, first, second, after)) {
            assertThat(stateOf(thread)).isEmpty();
        }
        done.close();
    }

    @Test
    void aProgramsGoroutinesAreKnownInAnyCase() throws Exception {
        Go.run(() -> {
            Channel<Unit> done = Channel.make();
            Thread before = go(() -> done.receive());
            AutoCloseable tracking = Goroutines.track();
            Thread meanwhile = go(() -> done.receive());
            tracking.close();
            Thread after = go(() -> done.receive());
            for (Thread thread : List.of(before, meanwhile, after)) {
                assertThat(stateOf(thread)).isPresent();
            }
            done.close();
            for (Thread thread : List.of(before, meanwhile, after)) {
                thread.join();
                assertThat(stateOf(thread)).isEmpty();
            }
        });
    }

    /** Nothing may refer to a goroutine any longer that was started just before tracking ended. */
    @RepeatedTest(5)
    void oneThatIsStartedWhileTrackingEndsIsNotKept() throws Exception {
        Channel<Unit> done = Channel.make();
        AtomicReference<AutoCloseable> tracking = new AtomicReference<>();
        for (int i = 0; i < 2_000; i++) {
            tracking.set(Goroutines.track());
            AtomicInteger ready = new AtomicInteger();
            Thread starter = g.platform(() -> {
                ready.incrementAndGet();
                awaitUntil(() -> ready.get() == 2);
                go(() -> done.receive());
            });
            ready.incrementAndGet();
            awaitUntil(() -> ready.get() == 2);
            tracking.get().close();
            g.join(starter);
            assertThat(Tracking.outside()).isEmpty();
        }
        done.close();
    }

    /** Beginnings and ends at the same time: whoever has begun is tracked until he ends it, and nobody afterwards. */
    @Test
    void manyMayTrackAtOnce() {
        Channel<Unit> done = Channel.make();
        List<Thread> users = new ArrayList<>();
        for (int i = 0; i < 3; i++) { // so that now and then nobody tracks
            users.add(g.start(i % 2 == 0, () -> {
                for (int n = 0; n < 1_000; n++) {
                    try (AutoCloseable tracking = Goroutines.track()) {
                        Thread mine = go(() -> done.receive());
                        assertThat(Tracking.outside()).extracting(GoroutineRecord::id).contains(mine.threadId());
                        mine.interrupt();
                    }
                }
            }));
        }
        users.forEach(g::join);
        assertThat(Tracking.isOn()).isFalse();
        assertThat(Tracking.outside()).isEmpty();
    }

    @Test
    void aPropertyTracksFromTheBeginning() throws Exception {
        String on = ChildVm.run(List.of(), ChildVm.onThisScheduler(List.of("-Dweft.track=true")),
                AbandonsOne.class);
        assertThat(on).contains("[chan receive]")
                .contains("created by dev.weft.observe.TrackingTest$AbandonsOne.main(");
        String off = ChildVm.run(List.of(), List.of(), AbandonsOne.class);
        assertThat(off.strip())
                .isEqualTo("no goroutines are known; those outside of Go.run would be if they were tracked");
        assertThat(ChildVm.run(List.of(), List.of("-Dweft.track=yes"), AbandonsOne.class))
                .contains("-Dweft.track=yes: must be true or false; goroutines are not tracked")
                .endsWith(off);
    }

    /** Starts a goroutine that waits forever, and prints the dump. */
    static final class AbandonsOne {
        public static void main(String[] args) throws Exception {
            Thread waits = go(() -> Channel.make().receive());
            awaitParked(waits, "chan receive");
            Goroutines.track().close(); // changes nothing
            System.out.println(Goroutines.dump());
        }
    }
}
