package dev.weft.conformance.test.fixedbugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A channel of channels: receive one, and then receive from it. */
@DisplayName("test/fixedbugs/issue8011.go")
class Issue8011Test {
    @Test
    @DisplayName("issue8011")
    void aChannelComesThroughAChannel() throws InterruptedException {
        Channel<Channel<String>> mail = Channel.make(1);
        Channel<String> letter = Channel.make(1);
        mail.send(letter);
        letter.send("inside"); // this one is already under way
        assertThat(mail.receive().receive()).isEqualTo("inside");
        assertThat(mail.len() + letter.len()).isZero();
    }
}
