package dev.weft.conformance.test.fixedbugs;

import static dev.weft.Select.receive;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A select with a default takes the default only if its case is not ready. */
@DisplayName("test/fixedbugs/bug225.go")
class Bug225Test {
    @Test
    @DisplayName("bug225")
    void theDefaultRunsOnlyWhileNothingIsReady() throws InterruptedException {
        Channel<Boolean> c = Channel.make(1);
        ReceiveCase<Boolean> r = receive(c);
        assertThat(trySelect(r)).as("empty").isEqualTo(-1);
        assertThat(r.chosen()).isFalse();
        c.send(true);
        assertThat(trySelect(r)).as("not empty").isZero();
        assertThat(r.chosen()).isTrue();
        assertThat(r.value()).isTrue();
    }
}
