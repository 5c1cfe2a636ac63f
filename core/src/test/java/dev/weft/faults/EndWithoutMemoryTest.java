package dev.weft.faults;

import dev.weft.support.Carriers;
import dev.weft.support.ChildVm;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link EndWithoutMemory}, in virtual machines of their own, each with a little more memory left than the one before. */
class EndWithoutMemoryTest {
    private static final List<String> OPTIONS = List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:-UseTLAB");

    @ParameterizedTest
    @ValueSource(ints = {0, 24, 48, 96, 200, 400, 800, 1_600, 2_400, 4_000})
    void theOthersAreAskedToStop(int bytes) throws Exception {
        Carriers.assumeTheyLoseNone();
        ChildVm.run(List.of(), ChildVm.onThisScheduler(OPTIONS), EndWithoutMemory.class, String.valueOf(bytes));
    }
}
