package dev.weft.modelcheck;

import org.junit.jupiter.api.Test;

/** The channel operations that never wait, or not for long, are linearizable; also on a closed channel. */
class LinearizableChannelTest {
    @Test
    void withoutBuffer() {
        Effort.checkModel(Unbuffered.class, ModelOfUnbuffered.class);
    }

    @Test
    void withABufferOfOne() {
        Effort.checkModel(One.class, ModelOfOne.class);
    }

    @Test
    void withABufferOfTwo() {
        Effort.checkModel(Two.class, ModelOfTwo.class);
    }

    @Test
    void withABufferOfTwoOnRealThreads() {
        Effort.checkStress(Two.class, ModelOfTwo.class);
    }

    public static class Unbuffered extends ChannelOperations {
        public Unbuffered() {
            super(0);
        }
    }

    public static class ModelOfUnbuffered extends ChannelModel {
        public ModelOfUnbuffered() {
            super(0);
        }
    }

    public static class One extends TimedChannelOperations {
        public One() {
            super(1);
        }
    }

    public static class ModelOfOne extends ChannelModel {
        public ModelOfOne() {
            super(1);
        }
    }

    public static class Two extends TimedChannelOperations {
        public Two() {
            super(2);
        }
    }

    public static class ModelOfTwo extends ChannelModel {
        public ModelOfTwo() {
            super(2);
        }
    }
}
