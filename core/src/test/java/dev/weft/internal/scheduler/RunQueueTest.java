package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.Goroutines;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunQueueTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final RunQueue queue = new RunQueue();

    @Test
    void anEmptyQueueHasNothing() {
        assertThat(queue.size()).isZero();
        assertThat(queue.pop()).isNull();
        assertThat(queue.steal(new Runnable[4])).isZero();
    }

    @Test
    void firstInFirstOut() {
        List<Runnable> tasks = tasks(5);
        tasks.forEach(queue::push);
        assertThat(queue.size()).isEqualTo(5);
        for (Runnable r : tasks) {
            assertThat(queue.pop()).isSameAs(r);
        }
        assertThat(queue.pop()).isNull();
    }

    @Test
    void itGrowsWhereverItsHeadIs() {
        for (int before = 0; before < 600; before += 37) {
            RunQueue q = new RunQueue();
            tasks(before).forEach(q::push);
            for (int i = 0; i < before; i++) {
                q.pop();
            }
            List<Runnable> tasks = tasks(2000);
            tasks.forEach(q::push);
            for (Runnable r : tasks) {
                assertThat(q.pop()).isSameAs(r);
            }
        }
    }

    @Test
    void aThiefTakesTheFirstHalfRoundedUpInOrder() {
        List<Runnable> tasks = tasks(7);
        tasks.forEach(queue::push);
        Runnable[] loot = new Runnable[10];
        assertThat(queue.steal(loot)).isEqualTo(4);
        assertThat(loot).startsWith(tasks.subList(0, 4).toArray(new Runnable[0])).endsWith(null, null, null, null, null,
                null);
        assertThat(queue.pop()).isSameAs(tasks.get(4));
    }

    @Test
    void aThiefTakesNoMoreThanItCanCarry() {
        tasks(100).forEach(queue::push);
        assertThat(queue.steal(new Runnable[3])).isEqualTo(3);
        assertThat(queue.size()).isEqualTo(97);
    }

    @Test
    void aThiefLeavesALockedQueueAlone() {
        tasks(3).forEach(queue::push);
        queue.lock();
        assertThat(queue.steal(new Runnable[3])).isZero();
        queue.unlock();
        assertThat(queue.steal(new Runnable[3])).isEqualTo(2);
    }

    @Test
    void itDoesWhatADequeDoes() {
        Random random = new Random(15);
        Deque<Runnable> model = new ArrayDeque<>();
        Runnable[] loot = new Runnable[16];
        for (int i = 0; i < 100_000; i++) {
            int what = random.nextInt(10);
            if (what < 5) {
                Runnable r = task();
                queue.push(r);
                model.add(r);
            } else if (what < 9) {
                assertThat(queue.pop()).isSameAs(model.poll());
            } else {
                int n = queue.steal(loot);
                assertThat(n).isEqualTo(Math.min(loot.length, (model.size() + 1) / 2));
                for (int k = 0; k < n; k++) {
                    assertThat(loot[k]).isSameAs(model.poll());
                }
            }
            assertThat(queue.size()).isEqualTo(model.size());
        }
    }

    @Test
    void whateverThreadsDoEachTaskComesOutOnce() {
        int pushers = 3;
        int each = 20_000;
        ConcurrentMap<Runnable, Integer> out = new ConcurrentHashMap<>();
        AtomicInteger left = new AtomicInteger(pushers * each);
        for (int p = 0; p < pushers; p++) {
            g.platform(() -> {
                for (int i = 0; i < each; i++) {
                    queue.push(task());
                }
            });
        }
        for (int t = 0; t < 2; t++) {
            boolean thief = t == 0;
            g.platform(() -> {
                Runnable[] loot = new Runnable[8];
                while (left.get() > 0) {
                    if (thief) {
                        int n = queue.steal(loot);
                        for (int k = 0; k < n; k++) {
                            out.merge(loot[k], 1, Integer::sum);
                        }
                        left.addAndGet(-n);
                    } else {
                        Runnable r = queue.pop();
                        if (r != null) {
                            out.merge(r, 1, Integer::sum);
                            left.decrementAndGet();
                        }
                    }
                }
            });
        }
        g.joinAll();
        assertThat(out).hasSize(pushers * each).allSatisfy((r, n) -> assertThat(n).isEqualTo(1));
    }

    static Runnable task() {
        return new Runnable() {
            @Override
            public void run() {}
        };
    }

    static List<Runnable> tasks(int n) {
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            tasks.add(task());
        }
        return tasks;
    }
}
