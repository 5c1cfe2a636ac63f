package dev.weft.modelcheck;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.Select;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** The operations that never wait, for channels of every capacity. */
public abstract class ChannelOperations {
    final Channel<Integer> channel;

    ChannelOperations(int capacity) {
        this.channel = Channel.make(capacity);
    }

    @Operation
    public boolean trySend(@Param(gen = IntGen.class, conf = "1:9") int value) {
        return channel.trySend(value);
    }

    @Operation
    public Integer tryReceive() {
        return channel.tryReceive();
    }

    @Operation
    public boolean selectSend(@Param(gen = IntGen.class, conf = "1:9") int value) {
        return Select.trySelect(Select.send(channel, value)) == 0;
    }

    @Operation
    public String selectReceive() {
        ReceiveCase<Integer> receive = Select.receive(channel);
        if (Select.trySelect(receive) < 0) {
            return "nothing";
        }
        return receive.ok() ? "" + receive.value() : "closed";
    }

    @Operation
    public int len() {
        return channel.len();
    }

    @Operation
    public boolean drained() {
        return channel.drained();
    }

    @Operation
    public void close() {
        channel.close();
    }
}
