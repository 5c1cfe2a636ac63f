package dev.weft.conformance.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.sync.Once;
import dev.weft.testing.Goroutines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Of many callers one runs the function, all return after it, and one that fails has been run too. */
@DisplayName("src/sync/once_test.go")
class OnceTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Once once = new Once();

    /** Written by the function only, and read after doOnce, without any other synchronization. */
    private int runs;

    @Test
    @DisplayName("TestOnce")
    void tenCallersRunItOnce() throws InterruptedException {
        Channel<Unit> done = Channel.make();
        for (int i = 0; i < 10; i++) {
            g.go(() -> {
                once.doOnce(() -> {
                    Go.gosched(); // so that the others come meanwhile
                    runs++;
                });
                int seen = runs;
                done.send(Unit.UNIT); // before it can fail: it is waited for
                assertThat(seen).isEqualTo(1);
            });
        }
        for (int i = 0; i < 10; i++) {
            done.receive();
        }
        assertThat(runs).isEqualTo(1);
    }

    @Test
    @DisplayName("TestOncePanic")
    void aFunctionThatFailsIsNotRunAgain() {
        IllegalStateException failure = new IllegalStateException("failed");
        assertThatThrownBy(() -> once.doOnce(() -> {
            throw failure;
        })).isSameAs(failure);
        once.doOnce(() -> runs++);
        assertThat(runs).isZero();
    }
}
