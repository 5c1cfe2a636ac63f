package dev.weft.conformance.test.fixedbugs;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.support.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.support.Goroutines;
import dev.weft.support.LiveObjects;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Selects with several cases on one channel, and waiters of conditions that come and go between them, leave no object
 * behind: after more rounds there are no more than before.
 */
@DisplayName("test/fixedbugs/issue9110.go")
class Issue9110Test {
    @RegisterExtension
    final Goroutines g = new Goroutines(); // only joins: it would keep the goroutines, and all that they refer to

    /** Goroutines that ran to their end. */
    private final AtomicInteger ended = new AtomicInteger();

    @Test
    @DisplayName("issue9110")
    void selectsAndConditionsLeaveNothingBehind() {
        long before = 0;
        Waiting held = null; // kept until the next round, past its selects
        for (int i = 0; i < 20; i++) {
            if (i == 10) {
                before = LiveObjects.count().ofTheLibrary();
            }
            held = round(held);
        }
        long after = LiveObjects.count().ofTheLibrary();
        held.release();
        assertThat(after).isLessThanOrEqualTo(before + 20);
        assertThat(ended).hasValue(20 * (10 + 2));
    }

    private Waiting round(Waiting held) {
        Channel<Integer> c = Channel.make();
        List<Thread> selects = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            selects.add(go(() -> {
                select(receive(c), receive(c), receive(c));
                ended.incrementAndGet();
            }));
        }
        selects.forEach(t -> awaitParked(t, "select"));
        if (held != null) {
            held.release();
        }
        c.close();
        Waiting first = new Waiting();
        Waiting second = new Waiting();
        first.release();
        selects.forEach(g::join);
        return second;
    }

    private final class Waiting {
        final Cond cond = new Cond(new Mutex());
        final Thread thread = go(() -> {
            cond.L.lock();
            cond.await();
            cond.L.unlock();
            ended.incrementAndGet();
        });

        Waiting() {
            awaitParked(thread, "sync.Cond.Wait");
        }

        void release() {
            cond.broadcast();
            g.join(thread);
        }
    }
}
