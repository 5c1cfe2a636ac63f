package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the scheduler relies on: how the JDK uses an executor. The test is the carrier. */
class LoomTest {
    private final List<Runnable> submitted = new ArrayList<>();
    private final List<String> order = new ArrayList<>();
    private Thread carrier;

    @BeforeAll
    static void isOpen() {
        assumeTrue(Loom.problem() == null, "needs --add-opens java.base/java.lang=ALL-UNNAMED");
    }

    private Thread start(Runnable body) {
        return Loom.newBuilder(r -> {
            submitted.add(r);
            order.add("submitted");
            carrier = Loom.currentCarrier();
        }).start(body);
    }

    private Runnable next() {
        return submitted.remove(0);
    }

    @Test
    void whatYieldsIsSubmittedWhileItsCarrierStillRunsIt() {
        start(() -> {
            order.add("runs");
            Thread.yield();
            order.add("runs again");
        });
        Runnable r = next();
        r.run();
        order.add("has yielded");
        assertThat(submitted).as("each time the same").containsExactly(r);
        next().run();
        assertThat(order).containsExactly("submitted", "runs", "submitted", "has yielded", "runs again");
        assertThat(carrier).isSameAs(Thread.currentThread());
    }

    @Test
    void whatIsUnparkedIsSubmittedByTheOneThatDoesIt() {
        Thread t = start(LockSupport::park);
        Runnable r = next();
        r.run();
        assertThat(submitted).isEmpty();
        LockSupport.unpark(t);
        assertThat(submitted).containsExactly(r);
        next().run();
        assertThat(t.isAlive()).isFalse();
    }

    @Test
    void whatIsUnparkedByAGoroutineIsSubmittedOnItsCarrier() {
        Thread parked = start(LockSupport::park);
        next().run();
        Thread wakes = start(() -> LockSupport.unpark(parked));
        carrier = null;
        next().run();
        assertThat(carrier).isSameAs(Thread.currentThread());
        assertThat(wakes.isAlive()).isFalse();
        assertThat(submitted).hasSize(1);
        next().run();
        assertThat(parked.isAlive()).isFalse();
    }

    /** At the end of the stack, the scheduler may put one into two places. */
    @Test
    void whatIsRunOnceTooOftenDoesNothing() {
        Thread t = start(LockSupport::park);
        Runnable r = next();
        r.run();
        r.run();
        assertThat(t.isAlive()).isTrue();
        LockSupport.unpark(t);
        next().run();
        r.run();
        assertThat(t.isAlive()).isFalse();
    }
}
