package dev.weft.modelcheck;

import dev.weft.internal.scheduler.OpenProcessor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** The scheduler's queue is first in, first out, also for thieves. */
class LinearizableRunQueueTest {
    private static final int LOOT = 3;

    @Test
    void firstInFirstOut() {
        Effort.checkModel(Operations.class, Model.class);
    }

    @Test
    void firstInFirstOutOnRealThreads() {
        Effort.checkStress(Operations.class, Model.class);
    }

    public static class Operations {
        private final OpenProcessor queue = new OpenProcessor();

        @Operation
        public void push(@Param(gen = IntGen.class, conf = "1:9") int number) {
            queue.push(number);
        }

        @Operation
        public int pop() {
            return queue.pop();
        }

        @Operation
        public String steal() {
            return queue.steal(LOOT).toString();
        }
    }

    /** A queue whose operations run one after the other. */
    public static class Model {
        private final Deque<Integer> queue = new ArrayDeque<>();

        public void push(int number) {
            queue.add(number);
        }

        public int pop() {
            return queue.isEmpty() ? 0 : queue.remove();
        }

        public String steal() {
            List<Integer> stolen = new ArrayList<>();
            for (int n = Math.min((queue.size() + 1) / 2, LOOT); n > 0; n--) {
                stolen.add(queue.remove());
            }
            return stolen.toString();
        }
    }
}
