package dev.weft;

import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The contract of channels, which is the same for every capacity, and for goroutines and platform threads. The
 * subclasses test its rules, by subject; each rule is tested with all of these parameters.
 */
@ParameterizedClass(name = "capacity {0}, virtual threads {1}")
@CsvSource({
    "0, true", "1, true", "2, true", "10, true", "100, true", "1000, true",
    "0, false", "1, false", "2, false", "10, false", "100, false", "1000, false"
})
abstract class ChannelContract {
    static final String RECEIVING = "chan receive";
    static final String SENDING = "chan send";

    @Parameter(0)
    int capacity;

    /** The kind of thread that {@link #call} and {@link #run} start. */
    @Parameter(1)
    boolean virtual;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** Returns an open and empty channel. */
    final Channel<Integer> empty() {
        return Channel.make(capacity);
    }

    /** Returns an open channel whose buffer is full of 0, 1, 2 and so on. */
    final Channel<Integer> full() {
        Channel<Integer> ch = empty();
        for (int i = 0; i < capacity; i++) {
            if (!ch.trySend(i)) {
                throw new AssertionError("full after " + i + " elements");
            }
        }
        return ch;
    }

    /** Runs the call in a thread of its own. */
    final <T> Outcome<T> call(Call<T, ?> call) {
        return Outcome.start(g, virtual, call);
    }

    /** Runs the task in a thread of its own. */
    final <X extends Exception> Outcome<Void> run(Task<X> task) {
        return call(() -> {
            task.run();
            return null;
        });
    }

    /** Returns a thread that waits to receive. */
    final Outcome<Integer> waitingReceiver(ReceiveChannel<Integer> ch) {
        return call(ch::receive).awaitParked(RECEIVING);
    }

    /** Returns a thread that waits to send. */
    final Outcome<Void> waitingSender(SendChannel<Integer> ch, int value) {
        return run(() -> ch.send(value)).awaitParked(SENDING);
    }
}
