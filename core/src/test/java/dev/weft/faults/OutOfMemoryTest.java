package dev.weft.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.ChildVm;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link OutOfMemory}, in a virtual machine of its own for each kind of operation. */
class OutOfMemoryTest {
    /** Without thread-local buffers in the heap, so that what is left is the same for all threads. */
    private static final List<String> OPTIONS = List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:-UseTLAB");

    @ParameterizedTest
    @CsvSource({
        "receive, goroutine", "receive, thread",
        "send, goroutine", "send, thread",
        "buffered, goroutine", "buffered, thread",
        "select, goroutine", "select, thread",
        "ticker, goroutine", "ticker, thread",
        "cond, goroutine", "cond, thread",
        "foreigncond, thread",
        "waitgroup, goroutine", "waitgroup, thread",
        "context, goroutine", "context, thread",
        "afterfunc, goroutine", "afterfunc, thread"})
    void itHasHappenedOrItHasNot(String operation, String kind) throws Exception {
        String printed = ChildVm.run(List.of(), ChildVm.onThisScheduler(OPTIONS), OutOfMemory.class, operation, kind);
        assertThat(printed).as("there was too little memory, and there was enough")
                .matches("(?s)threw [1-9]\\d*, went [1-9].*");
    }

    @ParameterizedTest
    @CsvSource({"mutex, goroutine", "mutex, thread", "rwmutex, goroutine", "rwmutex, thread"})
    void locksNeedNone(String operation, String kind) throws Exception {
        assertThat(ChildVm.run(List.of(), ChildVm.onThisScheduler(OPTIONS), OutOfMemory.class, operation, kind))
                .startsWith("threw 0, went ");
    }

    @ParameterizedTest
    @CsvSource({"sleep, goroutine", "sleep, thread"})
    void sleepReturnsOrThrows(String operation, String kind) throws Exception {
        assertThat(ChildVm.run(List.of(), ChildVm.onThisScheduler(OPTIONS), OutOfMemory.class, operation, kind))
                .startsWith("threw ");
    }
}
