package dev.weft.observe;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Select;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.support.ChildVm;
import dev.weft.support.Outcome;
import dev.weft.sync.Mutex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What Java Flight Recorder sees of goroutines. */
class FlightRecorderTest {
    private static final String BLOCKED = "dev.weft.Blocked";

    @TempDir
    Path dir;

    @RegisterExtension
    final dev.weft.support.Goroutines g = new dev.weft.support.Goroutines();

    private List<RecordedEvent> record(Consumer<Recording> settings, Task<?> task) throws Exception {
        Path file = dir.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            settings.accept(recording);
            recording.start();
            task.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file);
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String name, Thread thread) {
        return events.stream().filter(e -> e.getEventType().getName().equals(name))
                .filter(e -> e.getThread().getJavaThreadId() == thread.threadId()).toList();
    }

    private static void waitFor(Channel<Unit> channel) throws InterruptedException {
        channel.receive();
    }

    @Test
    void aWaitIsRecordedWithItsReasonAndPlace() throws Exception {
        Channel<Unit> channel = Channel.make();
        AtomicReference<Thread> receiver = new AtomicReference<>();
        long[] parked = new long[2];
        List<RecordedEvent> events = record(r -> r.enable(BLOCKED).withThreshold(Duration.ZERO), () -> {
            receiver.set(g.go(() -> waitFor(channel)));
            awaitParked(receiver.get(), "chan receive");
            parked[0] = System.nanoTime();
            awaitUntil(() -> System.nanoTime() - parked[0] > 5_000_000);
            parked[1] = System.nanoTime();
            channel.send(Unit.UNIT);
            g.join(receiver.get());
        });
        List<RecordedEvent> waits = of(events, BLOCKED, receiver.get());
        assertThat(waits).hasSize(1);
        RecordedEvent wait = waits.get(0);
        assertThat(wait.getString("reason")).isEqualTo("chan receive");
        assertThat(wait.getString("outcome")).isEqualTo("SIGNALLED");
        assertThat(wait.getString("place")).contains("FlightRecorderTest.waitFor(FlightRecorderTest.java:");
        assertThat(wait.getDuration()).isGreaterThanOrEqualTo(Duration.ofNanos(parked[1] - parked[0]));
        assertThat(wait.getThread().isVirtual()).isTrue();
        assertThat(wait.getLong("goroutine")).isEqualTo(receiver.get().threadId());
        assertThat(wait.getStackTrace().getFrames()).extracting(f -> f.getMethod().getName()).contains("receive",
                "waitFor");
        assertThat(wait.getEventType().getLabel()).isEqualTo("Goroutine Blocked");
        assertThat(wait.getEventType().getCategoryNames()).containsExactly("Weft");
    }

    @Test
    void outcomesAreRecordedToo() throws Exception {
        AtomicReference<Thread> timedOut = new AtomicReference<>();
        AtomicReference<Thread> interrupted = new AtomicReference<>();
        List<RecordedEvent> events = record(r -> r.enable(BLOCKED).withThreshold(Duration.ZERO), () -> {
            timedOut.set(g.go(() -> Channel.make().tryReceive(Duration.ofMillis(5))));
            Outcome<Void> selects = Outcome.<Void>start(g, false, () -> {
                Select.select();
                return null;
            }).awaitParked("select (no cases)");
            interrupted.set(selects.thread());
            selects.thread().interrupt();
            selects.assertFailure().isInstanceOf(InterruptedException.class);
            g.join(timedOut.get());
        });
        assertThat(of(events, BLOCKED, timedOut.get())).extracting(e -> e.getString("outcome"))
                .containsExactly("TIMED_OUT");
        assertThat(of(events, BLOCKED, interrupted.get())).extracting(e -> e.getString("outcome"))
                .containsExactly("INTERRUPTED");
        assertThat(of(events, BLOCKED, interrupted.get())).extracting(e -> e.getString("reason"))
                .containsExactly("select (no cases)");
    }

    /** A recording that was started for something else gets the long waits only. */
    @Test
    void theDefaultThresholdIsTenMilliseconds() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        List<RecordedEvent> events = record(r -> {}, () -> {
            // Without any setting, not even the event is on.
        });
        assertThat(events).noneMatch(e -> e.getEventType().getName().startsWith("dev.weft."));
        events = record(r -> r.enable(BLOCKED), () -> {
            thread.set(g.go(() -> {
                for (int i = 0; i < 20; i++) {
                    Go.sleep(Duration.ofNanos(100_000));
                }
                Go.sleep(Duration.ofMillis(15));
            }));
            g.join(thread.get());
        });
        List<RecordedEvent> waits = of(events, BLOCKED, thread.get());
        assertThat(waits).isNotEmpty().allSatisfy(
                e -> assertThat(e.getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(10)));
        assertThat(waits).last().satisfies(
                e -> assertThat(e.getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(15)));
    }

    @Test
    void startsAndEndsAreRecordedIfARecordingWantsThem() throws Exception {
        AtomicReference<Thread> named = new AtomicReference<>();
        AtomicReference<Thread> failing = new AtomicReference<>();
        AtomicReference<Thread> member = new AtomicReference<>();
        AtomicReference<Thread> main = new AtomicReference<>();
        IllegalStateException failure = new IllegalStateException("on purpose");
        List<RecordedEvent> events = record(r -> {
            r.enable("dev.weft.GoroutineStart");
            r.enable("dev.weft.GoroutineEnd");
        }, () -> {
            named.set(go("worker", () -> {}));
            failing.set(go(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((t, e) -> {});
                throw failure;
            }));
            Go.run(() -> {
                main.set(Thread.currentThread());
                member.set(go(() -> {}));
            });
            for (Thread t : List.of(named.get(), failing.get())) {
                t.join();
            }
        });
        List<RecordedEvent> starts = of(events, "dev.weft.GoroutineStart", Thread.currentThread());
        assertThat(starts).extracting(e -> e.getLong("goroutine")).containsExactly(named.get().threadId(),
                failing.get().threadId(), main.get().threadId());
        assertThat(starts.get(0).getString("name")).isEqualTo("worker");
        assertThat(starts).allSatisfy(e -> assertThat(e.getString("place")).contains("FlightRecorderTest.java:"));
        assertThat(starts.get(0).getStackTrace().getFrames()).extracting(f -> f.getMethod().getName()).contains("go");
        assertThat(of(events, "dev.weft.GoroutineStart", main.get())).extracting(e -> e.getLong("goroutine"))
                .containsExactly(member.get().threadId());
        for (Thread t : List.of(named.get(), main.get(), member.get())) {
            assertThat(of(events, "dev.weft.GoroutineEnd", t)).hasSize(1)
                    .allSatisfy(e -> assertThat(e.getString("failure")).isNull());
        }
        assertThat(of(events, "dev.weft.GoroutineEnd", failing.get())).extracting(e -> e.getString("failure"))
                .containsExactly(failure.toString());
        events = record(r -> r.enable(BLOCKED), () -> g.join(g.go(() -> {})));
        assertThat(events).noneMatch(e -> e.getEventType().getName().startsWith("dev.weft.Goroutine"));
    }

    /** The first use of an event's class takes a part of a second. */
    @Test
    void withoutARecordingNothingOfTheRecorderIsLoaded() throws Exception {
        String loaded = ChildVm.run(List.of(), List.of("-Xlog:class+load:stdout"), Waits.class);
        assertThat(loaded).contains("dev.weft.internal.wait.Wait ").contains("all waits are over")
                .doesNotContain("dev.weft.internal.trace.BlockedEvent")
                .doesNotContain("dev.weft.internal.trace.StartEvent")
                .doesNotContain("jdk.jfr.Event ");
    }

    /** Waits in several ways. */
    static final class Waits {
        public static void main(String[] args) throws Exception {
            Mutex mutex = new Mutex();
            mutex.lock();
            Thread locks = go(() -> {
                mutex.lock();
                mutex.unlock();
            });
            awaitParked(locks, "sync.Mutex.Lock");
            Go.sleep(Duration.ofMillis(30));
            mutex.unlock();
            locks.join();
            Go.run(() -> Go.sleep(Duration.ofMillis(1)));
            System.out.println("all waits are over");
        }
    }

    @Test
    void aRecordingFromTheCommandLine() throws Exception {
        Path file = dir.resolve("started.jfr");
        ChildVm.run(List.of(), ChildVm.onThisScheduler(List.of("-XX:StartFlightRecording:filename=" + file
                + ",+dev.weft.Blocked#threshold=1ms,+dev.weft.GoroutineEnd#enabled=true")), Waits.class);
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events).filteredOn(e -> e.getEventType().getName().equals(BLOCKED))
                .extracting(e -> e.getString("reason")).contains("sync.Mutex.Lock", "sleep");
        assertThat(events).anyMatch(e -> e.getEventType().getName().equals("dev.weft.GoroutineEnd"));
        Files.delete(file);
    }
}
