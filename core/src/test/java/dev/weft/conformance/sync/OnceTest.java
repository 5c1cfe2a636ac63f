package dev.weft.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Go;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.Once;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One of many callers runs the function, all return after it, and a function that fails counts as run, too. */
@DisplayName("src/sync/once_test.go")
class OnceTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Once once = new Once();

    /** Written by the function only, and read after doOnce, without any other synchronization. */
    private int runs;

    @Test
    @DisplayName("TestOnce")
    void tenCallersRunItOnce() {
        List<Outcome<Integer>> callers = new ArrayList<>();
        while (callers.size() < 10) {
            callers.add(Outcome.start(g, true, () -> {
                once.doOnce(() -> {
                    Go.gosched(); // so that the others arrive meanwhile
                    runs++;
                });
                return runs;
            }));
        }
        assertThat(callers).extracting(Outcome::value).containsOnly(1);
        assertThat(runs).isEqualTo(1);
    }

    @Test
    @DisplayName("TestOncePanic")
    void aFunctionThatFailsIsNotRunAgain() {
        IllegalStateException failure = new IllegalStateException("the only run");
        assertThatThrownBy(() -> once.doOnce(() -> {
            throw failure;
        })).isSameAs(failure);
        once.doOnce(() -> runs++);
        assertThat(runs).isZero();
    }
}
