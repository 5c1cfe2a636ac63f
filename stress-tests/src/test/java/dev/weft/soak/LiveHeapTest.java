package dev.weft.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveHeapTest {
    @Test
    void addsUpAllClassesButTheSchedulersTables() {
        assertThat(LiveHeap.bytes("""
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:          1000         500000  [B (java.base@25)
                   2:             4         400000  [Ljava.util.concurrent.ForkJoinTask; (java.base@25)
                   3:           100           2400  dev.weft.soak.Item
                Total          1104         902400
                """)).isEqualTo(502_400);
    }

    @Test
    void namesTheLargest() {
        assertThat(LiveHeap.largest()).contains("#instances", "[B");
    }
}
