package dev.weft.conformance.test.chan;

import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The values to send are evaluated once for every select, even those of cases that are not chosen or whose channel is
 * null; and a null channel switches its case off.
 */
@DisplayName("test/chan/select.go")
class SelectTest {
    private int evaluated;
    private int bit;

    @Test
    @DisplayName("select")
    void everySelectEvaluatesAllItsValues() throws InterruptedException {
        Channel<Integer> a = Channel.make(1);
        Channel<Integer> b = Channel.make(1);
        assertThat(fill(a, b)).isEqualTo(2);
        assertThat(a.receive() | b.receive()).isEqualTo(0b11);
        assertThat(fill(a, null)).isEqualTo(1);
        assertThat(evaluated).isEqualTo(2 * (3 + 2)); // the select that finds nothing ready counts, too
    }

    /** The same with cases that are made once and re-aimed. */
    @Test
    @DisplayName("select: cases used again")
    void everySelectEvaluatesAllItsValuesIntoTheSameCases() throws InterruptedException {
        Channel<Integer> a = Channel.make(1);
        Channel<Integer> b = Channel.make(1);
        assertThat(fillByTheSameCases(a, b)).isEqualTo(2);
        assertThat(a.receive() | b.receive()).isEqualTo(0b11);
        assertThat(fillByTheSameCases(a, null)).isEqualTo(1);
        assertThat(evaluated).isEqualTo(2 * (3 + 2));
    }

    /** Sends to each channel once, as long as one of them accepts. */
    private int fill(Channel<Integer> a, Channel<Integer> b) {
        for (int sent = 0;; sent++) {
            switch (trySelect(send(a, value()), send(b, value()))) {
                case 0 -> a = null;
                case 1 -> b = null;
                default -> {
                    return sent;
                }
            }
            bit++;
        }
    }

    private int fillByTheSameCases(Channel<Integer> a, Channel<Integer> b) {
        var toA = send(a, 0);
        var toB = send(b, 0);
        for (int sent = 0;; sent++) {
            switch (trySelect(toA.value(value()), toB.value(value()))) {
                case 0 -> toA.channel(null);
                case 1 -> toB.channel(null);
                default -> {
                    return sent;
                }
            }
            bit++;
        }
    }

    private int value() {
        evaluated++;
        return 1 << bit;
    }
}
