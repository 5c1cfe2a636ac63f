package dev.weft.observe;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.support.ChildVm;
import dev.weft.support.Outcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is logged about programs that hang, or seem to, but are not known to be dead. */
class WarningTest {
    @RegisterExtension
    final dev.weft.support.Goroutines g = new dev.weft.support.Goroutines();

    private final Channel<Unit> held = Channel.make();
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final Object monitor = new Object();

    /** Ends what has been started. */
    private final CountDownLatch end = new CountDownLatch(1);

    private Outcome<Void> run(Task<?> main) {
        return Outcome.start(g, true, () -> {
            Go.run(main);
            return null;
        });
    }

    /** Programs of all kinds at once, as each takes ten seconds. Each is worth one warning. */
    @Test
    void whatAfterTenSecondsIsWorthAWarning() {
        long start = System.nanoTime();
        boolean withMonitor = Runtime.version().feature() >= 24; // before, who waits for one keeps the carrier
        int warnings = withMonitor ? 4 : 3;
        List<Outcome<Void>> programs = new ArrayList<>();
        List<Outcome<Void>> failing = new ArrayList<>();
        List<String> logged = Logged.entriesOf(warnings, () -> {
            synchronized (monitor) {
                programs.addAll(List.of(run(this::asleep), run(this::waitsForFuture), run(this::runsAnother)));
                programs.add(run(this::accepts));
                if (withMonitor) {
                    programs.add(run(this::waitsForMonitor));
                }
                failing.add(run(this::cannotEnd));
                // Two looks more than it takes.
                awaitUntil(() -> System.nanoTime() - start > 13_000_000_000L);
            }
        });
        held.close();
        answer.complete("late");
        end.countDown();
        programs.forEach(Outcome::value);
        assertThat(failing.get(0).join().failure()).hasMessage("what has ended it");
        assertThat(logged).hasSize(warnings)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("WARNING: all goroutines of a Go.run have been asleep for 10 s")
                        .containsPattern(
                                ", but something else in this process|; whether they can ever go on is not known yet")
                        .contains("\"main\" [chan receive]:\n\tat ", "\"receiver\" [chan receive]:\n\tat "))
                .anySatisfy(text -> assertThat(text)
                        .startsWith(
                                "INFO: all goroutines of a Go.run have been found waiting for 10 s, and not only for ")
                        .contains("\"main\" [waiting for java.util.concurrent.CompletableFuture]:\n\tat "))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("WARNING: a Go.run has ended, but cannot throw what has ended it: for 10 s ")
                        .contains("\"stubborn\" [waiting for java.util.concurrent.CountDownLatch]:\n\tat ")
                        .endsWith("java.lang.IllegalStateException: what has ended it"));
        if (withMonitor) {
            assertThat(logged).anySatisfy(text -> assertThat(text)
                    .startsWith(
                            "WARNING: all goroutines of a Go.run have been found waiting for 10 s, and not only for ")
                    .contains("\"main\" [chan receive]:\n\tat ", "\"entering\" [blocked]:\n\tat "));
        }
    }

    private void asleep() throws InterruptedException {
        go("receiver", () -> held.receive());
        held.receive();
    }

    private void waitsForFuture() throws Exception {
        answer.get();
    }

    private void waitsForMonitor() throws InterruptedException {
        go("entering", () -> {
            synchronized (monitor) {
                held.receive();
            }
        });
        held.receive();
    }

    private void cannotEnd() {
        go("stubborn", () -> Go.uninterruptibly(() -> end.await()));
        throw new IllegalStateException("what has ended it");
    }

    /** This needs no warning: the inner program does something each second. */
    private void runsAnother() throws Exception {
        Go.run(() -> {
            while (!end.await(1, TimeUnit.SECONDS)) {
                Go.sleep(Duration.ofMillis(1));
            }
        });
    }

    /** Nor does this: others decide when to connect. */
    private void accepts() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            go(() -> server.accept().close());
            held.receive();
            new Socket(server.getInetAddress(), server.getLocalPort()).close();
        }
    }

    @Test
    void withoutExplicitCollectionsADeadProgramIsFoundLaterAndAWarningSaysSo() throws Exception {
        String printed = ChildVm.run(List.of(),
                ChildVm.onThisScheduler(List.of("-XX:+DisableExplicitGC", "-XX:+UseSerialGC", "-Xmx64m")),
                Uncollected.class);
        assertThat(printed)
                .contains("all goroutines of a Go.run have been asleep for 10 s; whether they can ever go on is"
                        + " not known, as System.gc() has no effect here (-XX:+DisableExplicitGC)\n\ngoroutine ")
                .contains("found: all goroutines are asleep - deadlock!\n\ngoroutine ");
        assertThat(printed.indexOf("10 s")).isLessThan(printed.indexOf("found"));
    }

    /** A program that is dead, and memory that becomes short after ten seconds. */
    static final class Uncollected {
        public static void main(String[] args) throws InterruptedException {
            Thread runs = Thread.ofPlatform().start(() -> {
                try {
                    Go.run(() -> Channel.make().receive());
                } catch (DeadlockException e) {
                    System.out.println("found: " + e.getMessage());
                } catch (Exception e) {
                    e.printStackTrace();
                }
            });
            System.out.println(Logged.warningsOf(() -> {}).get(0));
            assertThat(runs.isAlive()).isTrue();
            awaitUntil(() -> {
                List<byte[]> memory = new ArrayList<>();
                for (int i = 0; i < 45; i++) {
                    memory.add(new byte[1_000_000]);
                }
                return memory.size() == 45 && !runs.isAlive();
            });
        }
    }
}
