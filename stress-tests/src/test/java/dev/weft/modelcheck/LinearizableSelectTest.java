package dev.weft.modelcheck;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.Select;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * A select sees all its channels at one instant. Which of its cases it chooses is left to chance, which a model cannot
 * predict; so these operations do not distinguish the channels.
 */
class LinearizableSelectTest {
    private static final Duration MOMENT = Duration.ofNanos(1);

    @Test
    void twoChannelsAreOneBag() {
        Effort.checkModel(Bag.class, ModelOfBag.class);
    }

    @Test
    void oneOfTwoOppositesIsAlwaysReady() {
        Effort.checkModel(Opposites.class, ModelOfOpposites.class);
    }

    /** Two channels with room for one element each; every operation may use either. */
    public static class Bag {
        private final Channel<Integer> a = Channel.make(1);
        private final Channel<Integer> b = Channel.make(1);

        @Operation
        public boolean put() {
            return Select.trySelect(Select.send(a, 1), Select.send(b, 1)) >= 0;
        }

        @Operation
        public boolean putInTime() throws InterruptedException {
            return Select.select(MOMENT, Select.send(b, 1), Select.send(a, 1)) >= 0;
        }

        @Operation
        public boolean take() {
            return took(Select.receive(a), Select.receive(b), false);
        }

        @Operation
        public boolean takeInTime() {
            return took(Select.receive(b), Select.receive(a), true);
        }

        private static boolean took(ReceiveCase<Integer> one, ReceiveCase<Integer> other, boolean inTime) {
            int index;
            try {
                index = inTime ? Select.select(MOMENT, one, other) : Select.trySelect(one, other);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (one.ok() != (index == 0) || other.ok() != (index == 1)) {
                throw new AssertionError("case " + index + " was chosen, and another one received");
            }
            return index >= 0;
        }
    }

    /** Both channels together, as a model. */
    public static class ModelOfBag {
        private int elements;

        public boolean put() {
            boolean room = elements < 2;
            elements += room ? 1 : 0;
            return room;
        }

        public boolean putInTime() {
            return put();
        }

        public boolean take() {
            boolean some = elements > 0;
            elements -= some ? 1 : 0;
            return some;
        }

        public boolean takeInTime() {
            return take();
        }
    }

    /** A channel with room for one element, which a select fills or empties. */
    public static class Opposites {
        private final Channel<Integer> channel = Channel.make(1);

        @Operation
        public int fillOrEmpty() {
            return Select.trySelect(Select.send(channel, 1), Select.receive(channel));
        }

        @Operation
        public boolean fill() {
            return channel.trySend(1);
        }

        @Operation
        public boolean empty() {
            return channel.tryReceive() != null;
        }
    }

    /** The same channel as a model. */
    public static class ModelOfOpposites {
        private boolean full;

        public int fillOrEmpty() {
            full = !full;
            return full ? 0 : 1;
        }

        public boolean fill() {
            boolean room = !full;
            full = true;
            return room;
        }

        public boolean empty() {
            boolean some = full;
            full = false;
            return some;
        }
    }
}
