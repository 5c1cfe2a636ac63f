package dev.weft.modelcheck;

import dev.weft.Call;
import dev.weft.sync.Once;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** One of the callers of a {@link Once} is the first, and its function has ended before any caller goes on. */
class LinearizableOnceTest {
    @Test
    void onlyTheFirstRuns() {
        Effort.checkModel(Operations.class, Model.class);
    }

    public static class Operations {
        private final Once once = new Once();
        private int value;
        private int calls;
        private final Call<Integer, RuntimeException> memo = Once.value(() -> ++calls);

        @Operation
        public int doOnce(@Param(gen = IntGen.class, conf = "1:9") int mine) {
            once.doOnce(() -> value = mine);
            return value;
        }

        @Operation
        public void failOnce() {
            once.doOnce(() -> {
                throw new UnsupportedOperationException();
            });
        }

        @Operation
        public int value() {
            return memo.call();
        }
    }

    /** The same, with the callers one after the other. */
    public static class Model {
        private boolean done;
        private int value;

        public int doOnce(int mine) {
            value = done ? value : mine;
            done = true;
            return value;
        }

        public void failOnce() {
            if (!done) {
                done = true;
                throw new UnsupportedOperationException();
            }
        }

        public int value() {
            return 1;
        }
    }
}
