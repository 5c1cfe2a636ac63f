package dev.weft.conformance.test.fixedbugs;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.support.Goroutines.awaitUntil;
import static dev.weft.time.Timers.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.sync.WaitGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Goroutines that work whenever a time-out in a select tells them to, until another case of it tells them to stop;
 * meanwhile their stacks keep changing size. In the end the local variables are what they were.
 */
@DisplayName("test/fixedbugs/issue59680.go")
class Issue59680Test {
    private static final Duration PAUSE = Duration.ofMillis(1);

    @Test
    @DisplayName("issue59680")
    void selectsWithTimeoutsKeepTheirLocalsWhileStacksChange() throws InterruptedException {
        List<Worker> workers = IntStream.rangeClosed(1, 10).mapToObj(Worker::new).toList();
        for (Worker w : workers) {
            awaitUntil(() -> w.rounds.get() >= 25);
        }
        for (Worker w : workers) {
            w.stop.send(Unit.UNIT);
            w.running.await();
            assertThat(w.result).isEqualTo(w.number + 0.5);
        }
    }

    private static final class Worker {
        final int number;
        final Channel<Unit> stop = Channel.make();
        final AtomicInteger rounds = new AtomicInteger();
        final WaitGroup running = new WaitGroup();
        double result; // plain: the wait group makes it visible

        Worker(int number) {
            this.number = number;
            running.go(this::work);
        }

        private void work() throws InterruptedException {
            double last = 0;
            for (int depth = 0; !stopped(depth); depth = (depth + 131) % 1000) {
                last = number + 0.5;
                rounds.incrementAndGet();
            }
            result = last;
        }

        /** Waits with that many frames below, which leave the carrier with the goroutine, and come back with it. */
        private boolean stopped(int depth) throws InterruptedException {
            return depth > 0 ? stopped(depth - 1) : select(receive(stop), receive(after(PAUSE))) == 0;
        }
    }
}
