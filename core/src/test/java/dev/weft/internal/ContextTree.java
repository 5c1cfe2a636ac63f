package dev.weft.internal;

import dev.weft.ReceiveChannel;
import dev.weft.context.Context;
import java.util.ArrayList;
import java.util.List;

/** Looks at the tree of contexts from inside. */
public final class ContextTree {
    private ContextTree() {}

    /** The channels of those that the context would cancel: contexts, and functions. */
    public static List<DoneChannel> children(Context parent) {
        List<DoneChannel> children = new ArrayList<>();
        DoneChannel done = (DoneChannel) parent.done();
        done.lock();
        for (DoneChannel child = done.firstChild; child != null; child = child.after) {
            children.add(child);
        }
        done.unlock();
        return children;
    }

    /** How many wait to receive from a channel. */
    public static int receivers(ReceiveChannel<?> channel) {
        ChannelCore<?> core = (ChannelCore<?>) channel;
        core.lock();
        int n = core.waitingReceivers().size();
        core.unlock();
        return n;
    }
}
