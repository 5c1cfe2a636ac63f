package dev.weft.examples.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.examples.Output;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockProfileTest {
    @Test
    void theLockIsWhatTheyWaitFor() throws Exception {
        List<String> lines = Output.of(BlockProfile::run);
        assertThat(lines.get(0)).startsWith("waits      total    longest  reason ");
        assertThat(lines).filteredOn(line -> line.contains("sync.Mutex.Lock ")).hasSize(1)
                .allMatch(line -> line.contains("BlockProfile$Account.deposit(BlockProfile.java:"));
        assertThat(lines).filteredOn(line -> line.contains("sleep ")).hasSize(1)
                .allMatch(line -> line.contains("BlockProfile$Account.deposit(BlockProfile.java:"));
    }

    @Test
    void thePictureHasABarForEachPlace() {
        String svg = Chart.of(List.of(Place.of("chan send", "app/a.b.A.<init>(A.java:1)", Duration.ofMillis(20)),
                Place.of("sleep", "B.b(B.java:2)", Duration.ofMillis(10))
                        .plus(Place.of("sleep", "B.b(B.java:2)", Duration.ofMillis(5)))));
        assertThat(svg).startsWith("<svg ").endsWith("</svg>\n").contains(">chan send<", ">A.&lt;init&gt;(A.java:1)<")
                .contains(">20 ms, 1 wait<").contains(">15 ms, 2 waits<");
    }
}
