package dev.weft.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Go;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Tests with and without virtual time in one class. */
class VirtualTimeOnMethodsTest {
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    private final Instant made = Timers.now();
    private Instant prepared;

    @BeforeEach
    void prepare() {
        prepared = Timers.now();
    }

    @AfterEach
    void cleanUp(TestInfo info) {
        boolean virtual = info.getTestMethod().orElseThrow().isAnnotationPresent(VirtualTime.class);
        assertThat(Timers.now().isBefore(Instant.parse("2020-01-01T00:00:00Z"))).isEqualTo(virtual);
    }

    @Test
    @VirtualTime
    void virtual() throws Exception {
        assertThat(made).isEqualTo(START);
        assertThat(prepared).isEqualTo(START);
        Go.sleep(Duration.ofDays(1));
        assertThat(Timers.now()).isEqualTo(START.plus(Duration.ofDays(1)));
    }

    @Test
    void real() {
        assertThat(made).isAfter("2020-01-01T00:00:00Z");
        assertThat(prepared).isAfterOrEqualTo(made);
    }
}
