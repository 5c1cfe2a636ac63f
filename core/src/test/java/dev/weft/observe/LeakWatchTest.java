package dev.weft.observe;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.GoroutineState;
import dev.weft.Goroutines;
import dev.weft.Unit;
import dev.weft.internal.goroutine.GoroutineRecord;
import dev.weft.internal.goroutine.Members;
import dev.weft.internal.goroutine.Tracking;
import dev.weft.internal.observe.Leaks;
import dev.weft.support.ChildVm;
import dev.weft.support.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** While goroutines are tracked, those that can never go on are reported, each once, although nobody asks. */
class LeakWatchTest {
    @RegisterExtension
    final dev.weft.support.Goroutines g = new dev.weft.support.Goroutines();

    private final Channel<Unit> held = Channel.make();

    @Test
    void eachIsReportedOnceAndTheRestOfTheProgramGoesOn() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            AtomicReference<Long> lost = new AtomicReference<>();
            List<String> warnings = Logged.warningsOf(() -> Outcome.start(g, true, () -> {
                Go.run(() -> {
                    awaitParked(go(() -> held.receive()), "chan receive");
                    g.join(go(() -> lost.set(go("lost", () -> Channel.make().send(1)).threadId())));
                    awaitUntil(() -> Goroutines.count() == 2);
                    List<GoroutineState> found = Goroutines.leaked();
                    assertThat(found).extracting(GoroutineState::id).as("whoever asks").containsExactly(lost.get());
                    assertThat(Goroutines.leaked()).isEmpty();
                    held.close();
                });
                return null;
            }).value());
            assertThat(warnings).hasSize(1);
            assertThat(warnings.get(0)).startsWith("leaked: 1 goroutine can never go on\n\ngoroutine " + lost.get()
                    + " \"lost\" [chan send").contains("LeakWatchTest.java:").contains("\ncreated by ");
        }
    }

    @Test
    void eachIsLoggedOnce() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            List<String> warnings = Logged.warningsOf(() -> {
                g.join(g.go(() -> {
                    go(() -> Channel.make().receive());
                }));
                awaitUntil(() -> Goroutines.all().isEmpty());
                long found = System.nanoTime();
                awaitUntil(() -> System.nanoTime() - found > 2_500_000_000L); // two more looks
            });
            assertThat(warnings).hasSize(1);
        }
    }

    @Test
    void oneThatIsForgottenLaterIsReportedLater() throws Exception {
        AtomicReference<Channel<Unit>> keeps = new AtomicReference<>(Channel.make());
        try (AutoCloseable tracking = Goroutines.track()) {
            g.join(g.go(() -> {
                Channel<Unit> channel = keeps.get();
                go(() -> channel.receive());
            }));
            long start = System.nanoTime();
            awaitUntil(() -> System.nanoTime() - start > 2_500_000_000L); // it has been suspected in vain
            assertThat(Goroutines.all()).hasSize(1);
            keeps.set(null);
            awaitUntil(() -> Goroutines.all().isEmpty());
            assertThat(Goroutines.leaked()).hasSize(1);
        }
    }

    /** Goroutines that wait for long, and then go on, are neither reported nor harmed. */
    @Test
    void whoIsSuspectedInVainGoesOn() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                threads.add(g.go(() -> {
                    held.receive();
                    Go.gosched();
                }));
            }
            long start = System.nanoTime();
            awaitUntil(() -> System.nanoTime() - start > 2_500_000_000L);
            assertThat(Goroutines.all()).hasSize(100);
            held.close();
            threads.forEach(g::join);
            assertThat(Goroutines.leaked()).isEmpty();
        }
    }

    /** Whoever looks at many reads the states of the last ones later; one may be found, and be gone, in between. */
    @RepeatedTest(3)
    void oneThatIsFoundWhileSomebodyLooksIsSeenAllTheSame() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (AutoCloseable tracking = Goroutines.track()) {
            long since = Tracking.since();
            for (int i = 0; i < 20_000; i++) {
                go(() -> end.await()); // not in a wait of Weft's: the watch passes them by
            }
            AtomicReference<Long> lost = new AtomicReference<>();
            g.join(g.go(() -> lost.set(go(() -> Channel.make().receive()).threadId())));
            boolean found;
            do {
                found = Tracking.outside().stream().noneMatch(record -> record.id() == lost.get());
                assertThat(Leaks.left(since).stream().filter(state -> state.id() == lost.get())).hasSize(1);
            } while (!found);
            assertThat(Goroutines.leaked()).extracting(GoroutineState::id).containsExactly(lost.get());
        } finally {
            end.countDown();
        }
    }

    @Test
    void withoutExplicitCollectionsItWaitsForOneThatHappens() throws Exception {
        String printed = ChildVm.run(List.of(), ChildVm.onThisScheduler(List.of("-XX:+DisableExplicitGC",
                "-XX:+UseSerialGC", "-Xmx64m", "-Dweft.track=true")), Uncollected.class);
        assertThat(printed).contains("leaked: 1 goroutine can never go on").contains("[chan receive");
    }

    static final class Uncollected {
        public static void main(String[] args) throws Exception {
            go(() -> go(() -> Channel.make().receive())).join();
            System.out.println(Logged.warningsOf(() -> awaitUntil(() -> fillMemory() && Goroutines.all().isEmpty()))
                    .get(0));
        }
    }

    /** A collection that happens by itself takes it; the watch finds that out up to a second later. */
    @Test
    void oneThatIsTakenBeforeItIsFoundIsSeenToo() throws Exception {
        String printed = ChildVm.run(List.of(), ChildVm.onThisScheduler(List.of("-XX:+DisableExplicitGC",
                "-XX:+UseSerialGC", "-Xmx64m", "-Dweft.track=true")), Taken.class);
        assertThat(printed).contains("found at last").doesNotContain("not seen");
    }

    static final class Taken {
        public static void main(String[] args) throws Exception {
            go(() -> go(() -> Channel.make().receive())).join();
            boolean found;
            do {
                fillMemory();
                found = Tracking.outside().isEmpty();
                if (Leaks.left(Tracking.since()).isEmpty()) {
                    System.out.println("not seen");
                }
            } while (!found);
            System.out.println("found at last");
        }
    }

    /** Where no collection can be run, it waits for one with what it suspects let go: but only while it is asked to. */
    @Test
    void oneThatIsSuspectedWhenTrackingEndsIsKept() throws Exception {
        String printed = ChildVm.run(List.of(), ChildVm.onThisScheduler(List.of("-XX:+DisableExplicitGC",
                "-XX:+UseSerialGC", "-Xmx64m")), Suspected.class);
        assertThat(printed).contains("cleaned up");
    }

    static final class Suspected {
        public static void main(String[] args) throws Exception {
            Go.run(() -> {
                try (AutoCloseable tracking = Goroutines.track()) {
                    go(() -> {
                        try {
                            Channel.make().receive(); // until it is interrupted, at the end of the program
                        } finally {
                            System.out.println("cleaned up");
                        }
                    });
                    awaitUntil(Suspected::oneIsLetGo);
                    Leaks.forget(List.of()); // waits for the end of the only proof, which itself takes back what it let go
                    awaitUntil(Suspected::oneIsLetGo);
                }
                awaitUntil(() -> !oneIsLetGo());
                fillMemory();
                fillMemory();
            });
        }

        private static boolean oneIsLetGo() {
            return Members.ofAllPrograms().stream().anyMatch(GoroutineRecord::isLetGo);
        }
    }

    private static boolean fillMemory() {
        List<byte[]> memory = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            memory.add(new byte[1_000_000]);
        }
        return memory.size() == 45;
    }
}
