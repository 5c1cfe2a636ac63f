package dev.weft.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.ChildVm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * {@link NoThreadLeft}, in a virtual machine whose thread stacks are so large that only a few fit into its address
 * space.
 */
class NoThreadLeftTest {
    private static final List<String> LIMIT = List.of("sh", "-c", "ulimit -v 10000000 && exec \"$@\"", "sh");

    private static final List<String> OPTIONS = List.of("-Xss512m", "-Xmx64m", "-XX:+UseSerialGC",
            "-XX:CompressedClassSpaceSize=32m", "-XX:ReservedCodeCacheSize=32m");

    @Test
    @EnabledOnOs(OS.LINUX)
    void waitsLeaveTheirQueues() throws Exception {
        String printed = ChildVm.run(LIMIT, ChildVm.onThisScheduler(OPTIONS), NoThreadLeft.class);
        assertThat(printed).as("what needs the alarms threw")
                .containsPattern("threads, threw [1-9]\\d*, returned [1-9]");
    }
}
