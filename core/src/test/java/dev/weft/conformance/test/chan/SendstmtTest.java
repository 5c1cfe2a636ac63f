package dev.weft.conformance.test.chan;

import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The channel to send to may be any expression, even one that receives it. */
@DisplayName("test/chan/sendstmt.go")
class SendstmtTest {
    @Test
    @DisplayName("sendstmt")
    void theChannelToSendToIsItselfReceived() throws InterruptedException {
        Channel<Channel<Integer>> channels = Channel.make(1);
        Channel<Integer> c = Channel.make(1);
        channels.send(c);
        assertThat(trySelect(send(channels.receive(), 17))).isZero();
        assertThat(c.receive()).isEqualTo(17);
    }
}
