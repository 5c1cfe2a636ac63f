package dev.weft.faults;

import dev.weft.support.ChildVm;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link VerdictWithoutMemory}, in virtual machines of their own, each with a little more memory left than the one before. */
class VerdictWithoutMemoryTest {
    private static final List<String> OPTIONS = List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:-UseTLAB");

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 400, 600, 900, 1_200, 1_500, 1_800, 2_400, 4_000})
    void theTestEnds(int bytes) throws Exception {
        ChildVm.run(List.of(), ChildVm.onThisScheduler(OPTIONS), VerdictWithoutMemory.class, String.valueOf(bytes));
    }
}
