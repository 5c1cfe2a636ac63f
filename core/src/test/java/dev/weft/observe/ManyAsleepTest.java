package dev.weft.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.ChildVm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who watches programs needs little memory for it, compared with their goroutines. */
class ManyAsleepTest {
    @Test
    void aProofNeedsLittleMemory() throws Exception {
        String printed = ChildVm.run(List.of(),
                ChildVm.onThisScheduler(List.of("-Xmx64m", "-XX:+UseSerialGC")), ManyAsleep.class);
        assertThat(printed).contains("a proof with ").endsWith("all have ended\n").doesNotContain("OutOfMemoryError");
    }
}
