package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final AtomicLong clock = new AtomicLong();

    @Test
    void theTimeLeftIsThatOfTheWholePassAtThePaceSoFar() {
        Progress progress = new Progress(out, 600_000, clock::get);
        progress.phase("round 1 of 2");
        progress.step("PingPong.weft", 60_000);
        clock.addAndGet(120_000_000_000L);
        progress.step("PingPong.jox", 240_000);
        clock.addAndGet(480_000_000_000L);
        progress.phase("round 2 of 2");
        progress.step("PingPong.weft", 300_000);

        assertThat(lines()).containsExactly(
                "  0 %, about 10 minutes left: round 1 of 2, PingPong.weft",
                " 10 %, about 18 minutes left: round 1 of 2, PingPong.jox",
                " 50 %, about 10 minutes left: round 2 of 2, PingPong.weft");
    }

    @Test
    void aLongPassPrintsFiftyLinesAtMost() {
        Progress progress = new Progress(out, 3_000, clock::get);
        for (int i = 0; i < 3_000; i++) {
            progress.step("Ring", 1);
        }

        assertThat(lines()).hasSize(50).last().asString().startsWith(" 98 %");
    }

    @Test
    void shortTimesAreInSeconds() {
        assertThat(Progress.duration(0)).isEqualTo("about 0 s");
        assertThat(Progress.duration(89_000)).isEqualTo("about 89 s");
        assertThat(Progress.duration(149_000)).isEqualTo("about 2 minutes");
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
