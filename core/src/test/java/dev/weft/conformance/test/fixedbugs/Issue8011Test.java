package dev.weft.conformance.test.fixedbugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A channel of channels: receive one, and from it. */
@DisplayName("test/fixedbugs/issue8011.go")
class Issue8011Test {
    @Test
    @DisplayName("issue8011")
    void aChannelComesThroughAChannel() throws InterruptedException {
        Channel<Channel<Integer>> c = Channel.make(1);
        Channel<Integer> c1 = Channel.make(1);
        c1.send(42);
        c.send(c1);
        assertThat(c.receive().receive()).isEqualTo(42);
    }
}
