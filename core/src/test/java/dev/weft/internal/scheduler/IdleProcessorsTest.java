package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.Goroutines;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdleProcessorsTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Processor[] all = {new Processor(0), new Processor(1), new Processor(2)};
    private final IdleProcessors idle = new IdleProcessors(all);

    @Test
    void atFirstAllAreIdle() {
        assertThat(idle.count()).isEqualTo(3);
        assertThat(all).allMatch(Processor::isIdle);
        for (int i = 0; i < 3; i++) {
            assertThat(idle.poll()).isNotNull();
        }
        assertThat(idle.poll()).isNull();
        assertThat(idle.isEmpty()).isTrue();
        assertThat(all).noneMatch(Processor::isIdle);
    }

    @Test
    void theOneUsedLastIsTakenFirst() {
        drain();
        idle.add(all[1]);
        idle.add(all[2]);
        assertThat(idle.poll()).isSameAs(all[2]);
        assertThat(idle.poll()).isSameAs(all[1]);
    }

    @Test
    void eachCanBeTakenOut() {
        for (Processor p : all) {
            assertThat(idle.remove(p)).isTrue();
            assertThat(p.isIdle()).isFalse();
            assertThat(idle.remove(p)).isFalse();
            assertThat(idle.count()).isEqualTo(2);
            idle.add(p);
        }
        idle.remove(all[1]);
        assertThat(idle.poll()).isSameAs(all[2]);
        assertThat(idle.poll()).isSameAs(all[0]);
    }

    @Test
    void noProcessorIsTakenTwice() {
        AtomicInteger[] owners = {new AtomicInteger(), new AtomicInteger(), new AtomicInteger()};
        for (int t = 0; t < 3; t++) {
            boolean byName = t == 0;
            g.platform(() -> {
                for (int i = 0; i < 50_000; i++) {
                    Processor p = byName ? all[i % 3] : idle.poll();
                    if (p != null && (!byName || idle.remove(p))) {
                        assertThat(owners[p.id].incrementAndGet()).isEqualTo(1);
                        owners[p.id].decrementAndGet();
                        idle.add(p);
                    }
                }
            });
        }
        g.joinAll();
        assertThat(idle.count()).isEqualTo(3);
    }

    private void drain() {
        while (idle.poll() != null) {
            // until it is empty
        }
    }
}
