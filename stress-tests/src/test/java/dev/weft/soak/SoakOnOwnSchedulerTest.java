package dev.weft.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The soak beside goroutines that never wait. */
@ExtendWith(OwnSchedulerVm.class)
class SoakOnOwnSchedulerTest {
    @Test
    void runsBesideGoroutinesThatNeverWait() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int status = Soak.run(new String[] {"PT6S", "42"}, new PrintStream(text, true));
        assertThat(text.toString()).contains("threads left over: 0", "goroutines that never waited", "all was well")
                .doesNotContain("\n0 goroutines that never waited", "retakes 0");
        assertThat(status).isZero();
    }

    @Test
    void roundsEndWellBesideThem() throws Exception {
        Hogs hogs = new Hogs();
        hogs.start();
        for (Kind kind : Kind.values()) {
            if (kind != Kind.HORDE) {
                new Round(kind.seed(1_000)).execute(Duration.ofMinutes(2));
            }
        }
        hogs.stop();
        hogs.awaitFewCarriers();
    }
}
