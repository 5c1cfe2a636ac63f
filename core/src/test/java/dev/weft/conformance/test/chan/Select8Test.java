package dev.weft.conformance.test.chan;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.support.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A break leaves the select, and nothing but the select, in whichever case it is. */
@DisplayName("test/chan/select8.go")
class Select8Test {
    private final Channel<Integer> ch = Channel.make();
    private Thread sender;

    @RegisterExtension
    final Abandoned goroutines = new Abandoned();

    @BeforeEach
    void startSender() {
        sender = goroutines.go(() -> {
            while (true) {
                ch.send(1);
            }
        });
    }

    @Test
    @DisplayName("select8: receive")
    void breakInTheOnlyCase() throws InterruptedException {
        var r = receive(ch);
        int rounds = 0;
        for (; rounds < 2; rounds++) {
            switch (select(r)) {
                case 0:
                    if (r.value() == 1) {
                        break;
                    }
                    throw unreachable();
                default:
                    throw unreachable();
            }
        }
        assertThat(rounds).isEqualTo(2); // it did not leave the loop
    }

    @Test
    @DisplayName("select8: default")
    void breakInTheDefault() {
        int rounds = 0;
        for (; rounds < 2; rounds++) {
            switch (trySelect()) {
                case -1:
                    if (rounds < 2) {
                        break;
                    }
                    throw unreachable();
                default:
                    throw unreachable();
            }
        }
        assertThat(rounds).isEqualTo(2);
    }

    @Test
    @DisplayName("select8: receive and default")
    void breakInACaseBesideADefault() {
        awaitParked(sender, "chan send");
        var r = receive(ch);
        int received = 0;
        int rounds = 0;
        for (; rounds < 100; rounds++) {
            switch (trySelect(r)) {
                case 0:
                    received++;
                    if (r.value() == 1) {
                        break;
                    }
                    throw unreachable();
                case -1:
                    if (!r.chosen()) {
                        break;
                    }
                    throw unreachable();
                default:
                    throw unreachable();
            }
        }
        assertThat(rounds).isEqualTo(100);
        assertThat(received).isPositive(); // at least from the sender that waited at the start
    }

    @Test
    @DisplayName("select8: receive, send and default")
    void breakInACaseBesideASend() {
        awaitParked(sender, "chan send");
        var r = receive(ch);
        var s = send(ch, 2); // no other goroutine receives it, and the select itself does not
        int received = 0;
        int rounds = 0;
        for (; rounds < 100; rounds++) {
            switch (trySelect(r, s)) {
                case 0:
                    received++;
                    if (r.value() == 1) {
                        break;
                    }
                    throw unreachable();
                case -1:
                    if (!r.chosen()) {
                        break;
                    }
                    throw unreachable();
                default:
                    throw unreachable();
            }
        }
        assertThat(rounds).isEqualTo(100);
        assertThat(received).isPositive();
    }

    private static AssertionError unreachable() {
        return new AssertionError("unreachable");
    }
}
