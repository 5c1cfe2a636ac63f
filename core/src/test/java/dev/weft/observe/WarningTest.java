package dev.weft.observe;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.support.ChildVm;
import dev.weft.support.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is logged about programs that are asleep, but perhaps not dead. */
class WarningTest {
    @RegisterExtension
    final dev.weft.support.Goroutines g = new dev.weft.support.Goroutines();

    private final Channel<Unit> held = Channel.make();

    @Test
    void oneThatSleepsForTenSecondsIsWorthAWarning() {
        long start = System.nanoTime();
        Outcome<Void> outcome = Outcome.start(g, true, () -> {
            Go.run(() -> {
                go("receiver", () -> held.receive());
                held.receive();
            });
            return null;
        });
        // Two looks more than it takes: it is worth one warning.
        List<String> warnings = Logged.warningsOf(() -> awaitUntil(() -> System.nanoTime() - start > 13_000_000_000L));
        assertThat(System.nanoTime() - start).isGreaterThan(10_000_000_000L);
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0))
                .startsWith("all goroutines of a Go.run have been asleep for 10 s")
                .containsPattern(", but something else in this process|; whether they can ever go on is not known yet")
                .contains("\"main\" [chan receive]:\n\tat ").contains("\"receiver\" [chan receive]:\n\tat ");
        held.close();
        outcome.value();
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
