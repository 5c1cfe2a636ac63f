package dev.weft.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.ChildVm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@link NoCarrierLeft}, in a virtual machine as that of {@link NoThreadLeftTest}, on the JDK's scheduler. */
class NoCarrierLeftTest {
    private static final List<String> LIMIT = List.of("sh", "-c", "ulimit -v 10000000 && exec \"$@\"", "sh");

    private static final List<String> OPTIONS = List.of("-Xss512m", "-Xmx64m", "-XX:+UseSerialGC",
            "-XX:CompressedClassSpaceSize=32m", "-XX:ReservedCodeCacheSize=32m",
            "-Djdk.virtualThreadScheduler.parallelism=8");

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatRunsHasBeenStarted() throws Exception {
        String printed = ChildVm.run(LIMIT, OPTIONS, NoCarrierLeft.class);
        assertThat(printed).containsPattern("threw [1-9]\\d*, ran [1-9]\\d*, both 0");
    }
}
