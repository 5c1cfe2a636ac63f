package dev.weft.modelcheck;

import java.time.Duration;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * Adds the operations with a time-out, which queue up, and leave again. Only for channels with a buffer: without one, a
 * send and a receive succeed together, which no order of the two explains.
 */
public abstract class TimedChannelOperations extends ChannelOperations {
    private static final Duration MOMENT = Duration.ofNanos(1);

    TimedChannelOperations(int capacity) {
        super(capacity);
    }

    @Operation
    public boolean sendInTime(@Param(gen = IntGen.class, conf = "1:9") int value) throws InterruptedException {
        return channel.trySend(value, MOMENT);
    }

    @Operation
    public Integer receiveInTime() throws InterruptedException {
        return channel.tryReceive(MOMENT);
    }
}
