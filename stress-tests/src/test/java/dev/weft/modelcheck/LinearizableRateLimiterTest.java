package dev.weft.modelcheck;

import dev.weft.time.RateLimiter;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * The operations of a {@link RateLimiter} that never wait are linearizable. At a rate of zero, time does not matter.
 */
class LinearizableRateLimiterTest {
    private static final int BURST = 3;

    @Test
    void withoutWaiting() {
        Effort.checkModel(Operations.class, Model.class);
    }

    @Test
    void withoutWaitingOnRealThreads() {
        Effort.checkStress(Operations.class, Model.class);
    }

    public static class Operations {
        private final RateLimiter limiter = new RateLimiter(0, BURST);
        private final RateLimiter.Reservation first = reserve(2);
        private final RateLimiter.Reservation second = reserve(1);

        /** In debt from the start: a reservation whose turn has come could not be cancelled. */
        private RateLimiter.Reservation reserve(int n) {
            limiter.allow(BURST);
            return limiter.reserve(n);
        }

        @Operation
        public boolean allow(@Param(gen = IntGen.class, conf = "0:3") int n) {
            return limiter.allow(n);
        }

        @Operation
        public boolean reserves(@Param(gen = IntGen.class, conf = "0:3") int n) {
            return limiter.reserve(n).ok();
        }

        @Operation
        public void cancelFirst() {
            first.cancel();
        }

        @Operation
        public void cancelSecond() {
            second.cancel();
        }

        @Operation
        public void setBurst(@Param(gen = IntGen.class, conf = "0:4") int burst) {
            limiter.setBurst(burst);
        }

        @Operation
        public void refill() {
            limiter.setRate(RateLimiter.INFINITE);
        }

        @Operation
        public void stop() {
            limiter.setRate(0);
        }

        @Operation
        public int tokens() {
            return (int) limiter.tokens();
        }
    }

    /** A limiter whose operations run one after the other. */
    public static class Model {
        private static final int FIRST = 2;
        private static final int SECOND = 1;

        private int burst = BURST;
        private int tokens = -FIRST - SECOND;
        private int taken = BURST + FIRST + SECOND;
        private boolean infinite;
        private boolean firstIsBack;
        private boolean secondIsBack;

        public boolean allow(int n) {
            return infinite || tokens() >= n && reserves(n);
        }

        public boolean reserves(int n) {
            if (!infinite && n <= burst) {
                tokens = tokens() - n;
                taken += n;
            }
            return infinite || n <= burst;
        }

        public void cancelFirst() {
            if (!firstIsBack) {
                giveBack(FIRST, BURST + FIRST);
            }
            firstIsBack = true;
        }

        public void cancelSecond() {
            if (!secondIsBack) {
                giveBack(SECOND, BURST + FIRST + SECOND);
            }
            secondIsBack = true;
        }

        private void giveBack(int n, int takenThen) {
            int since = taken - takenThen;
            if (!infinite && since < n) {
                tokens = Math.min(burst, tokens() + n - since);
                taken -= since == 0 ? n : 0;
            }
        }

        public void setBurst(int newBurst) {
            tokens = tokens();
            burst = newBurst;
        }

        public void refill() {
            tokens = tokens();
            infinite = true;
        }

        public void stop() {
            tokens = tokens();
            infinite = false;
        }

        public int tokens() {
            return infinite ? burst : Math.min(burst, tokens);
        }
    }
}
