package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.support.Goroutines.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.Goroutines;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loop of waits must not keep all other goroutines from the carriers, however short the waits are. */
class ShortWaitTest {
    private static final Duration NANO = Duration.ofNanos(1);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    enum Short {
        SLEEP(() -> Go.sleep(NANO)), RECEIVE(() -> Channel.make().tryReceive(NANO)), SEND(
                () -> Channel.make().trySend(1, NANO)), SELECT(() -> select(NANO, receive(Channel.make()))), WAIT_GROUP(
                        () -> {
                            WaitGroup wg = new WaitGroup();
                            wg.add(1);
                            wg.await(NANO);
                        }), MUTEX(() -> {
                            Mutex m = new Mutex();
                            m.lock();
                            m.tryLock(1, TimeUnit.NANOSECONDS);
                        });

        private final Task<InterruptedException> await;

        Short(Task<InterruptedException> await) {
            this.await = await;
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsOthersRun(Short wait) {
        AtomicBoolean stop = new AtomicBoolean();
        for (int i = 0; i < 4; i++) {
            g.go(() -> {
                long start = System.nanoTime(); // a failure must end, or it would occupy the carriers of other tests
                while (!stop.get() && System.nanoTime() - start < LONG.toNanos()) {
                    wait.await.run();
                }
                assertThat(stop).isTrue();
            });
        }
        g.go(() -> stop.set(true));
        g.joinAll();
    }
}
