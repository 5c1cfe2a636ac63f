package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.support.FailingStarter;
import dev.weft.support.Goroutines;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LaunchTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final AtomicInteger runs = new AtomicInteger();
    private final Launch launch = new Launch(runs::incrementAndGet);

    @Test
    void aGoroutineRunsItsTask() throws InterruptedException {
        Channel<Unit> ran = Channel.make();
        new Launch(ran::close).go();
        ran.receive();
        assertThat(ran.drained()).isTrue();
    }

    /** If the scheduler has the goroutine nevertheless, it does nothing. */
    @Test
    void oneWhoseStartHasFailedDoesNotBegin() throws Exception {
        OutOfMemoryError failure = new OutOfMemoryError("no thread to run it");
        g.join(FailingStarter.start(g, () -> assertThatThrownBy(launch::go).isSameAs(failure), () -> {
            throw failure;
        }));
        launch.run();
        assertThat(runs.get()).isZero();
    }

    @Test
    void oneThatHasBegunHasNotFailedToStart() {
        g.join(FailingStarter.start(g, launch::go, () -> {
            runInAnotherThread();
            throw new OutOfMemoryError("no thread to run it, but there was one already");
        }));
        assertThat(runs.get()).isEqualTo(1);
    }

    private void runInAnotherThread() {
        g.join(g.platform(launch));
    }
}
