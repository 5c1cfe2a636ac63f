package dev.weft.modelcheck;

import dev.weft.sync.WaitGroup;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** The operations of a {@link WaitGroup} that never wait, or not for long, are linearizable. */
class LinearizableWaitGroupTest {
    @Test
    void withoutWaiting() {
        Effort.checkModel(Operations.class, Model.class);
    }

    @Test
    void withoutWaitingOnRealThreads() {
        Effort.checkStress(Operations.class, Model.class);
    }

    public static class Operations {
        private final WaitGroup group = new WaitGroup();

        @Operation
        public void add(@Param(gen = IntGen.class, conf = "-2:2") int delta) {
            group.add(delta);
        }

        @Operation
        public void done() {
            group.done();
        }

        @Operation
        public boolean awaitNoTime() throws InterruptedException {
            return group.await(Duration.ZERO);
        }

        @Operation
        public boolean awaitInTime() throws InterruptedException {
            return group.await(Duration.ofNanos(1));
        }
    }

    /** A group whose operations run one after the other. */
    public static class Model {
        private int counter;

        public void add(int delta) {
            if (counter + delta < 0) {
                throw new IllegalStateException("sync: negative WaitGroup counter");
            }
            counter += delta;
        }

        public void done() {
            add(-1);
        }

        public boolean awaitNoTime() {
            return counter == 0;
        }

        public boolean awaitInTime() {
            return counter == 0;
        }
    }
}
