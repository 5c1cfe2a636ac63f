package dev.weft.conformance.test.fixedbugs;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.support.Goroutines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a case received is what was sent, even for a goroutine that is started in its body and outlives it. */
@DisplayName("test/fixedbugs/bug320.go")
class Bug320Test {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("bug320")
    void theValueThatIsCopiedOutOfACaseStays() throws InterruptedException {
        Channel<Integer> c = Channel.make(1);
        Channel<Integer> nobody = Channel.make();
        var in = receive(c); // reused while the goroutines hold what they captured
        var never = send(nobody, 1);
        for (int i = 0; i < 10; i++) {
            int v = 123_456_789 + i * 1_000_003;
            c.send(v);
            switch (select(in, never)) {
                case 0 -> {
                    int t = in.value();
                    g.go(() -> assertThat(t).isEqualTo(v));
                    assertThat(t).isEqualTo(v);
                }
                default -> throw new AssertionError("sent to nobody");
            }
        }
    }
}
