package dev.weft.faults;

import dev.weft.support.ChildVm;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link FirstUse}, in virtual machines of their own, each with a little more memory left than the one before. */
class FirstUseTest {
    private static final List<String> OPTIONS = List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:-UseTLAB");

    static Stream<Arguments> uses() {
        return Stream.concat(Stream.of("send", "receive", "nothing", "closed", "deadline", "cond")
                .flatMap(use -> Stream.of(0, 400, 800, 1_200, 1_600, 2_400, 4_000)
                        .map(bytes -> Arguments.of(use, bytes))),
                // what the wait takes is there, what else it might take is not
                IntStream.rangeClosed(1, 7).mapToObj(i -> Arguments.of("twice", 32 + 96 * i)));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void theNextOneWorks(String use, int bytes) throws Exception {
        ChildVm.run(List.of(), ChildVm.onThisScheduler(OPTIONS), FirstUse.class, use, String.valueOf(bytes));
    }
}
