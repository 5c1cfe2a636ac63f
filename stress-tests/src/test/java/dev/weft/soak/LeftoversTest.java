package dev.weft.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LeftoversTest {
    @Test
    void findsAThreadThatIsLeftOver() throws Exception {
        Leftovers leftovers = new Leftovers();
        CountDownLatch gate = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().daemon().name("left over").start(() -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(leftovers.find()).contains(thread);
        gate.countDown();
        thread.join();
        assertThat(leftovers.find()).doesNotContain(thread);
    }
}
