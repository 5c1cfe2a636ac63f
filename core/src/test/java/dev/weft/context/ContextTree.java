package dev.weft.context;

import dev.weft.ReceiveChannel;
import dev.weft.internal.channel.ChannelCore;
import java.util.ArrayList;
import java.util.List;

/** Inspects the tree of contexts from the inside. */
public final class ContextTree {
    private ContextTree() {}

    /** The channels of everything that the context would cancel: contexts, and functions. */
    public static List<?> children(Context parent) {
        List<DoneChannel> children = new ArrayList<>();
        if (!(parent.done() instanceof DoneChannel done)) {
            return children; // it is never done
        }
        done.lock();
        for (DoneChannel child = done.firstChild; child != null; child = child.after) {
            children.add(child);
        }
        done.unlock();
        return children;
    }

    /** The number of receivers that wait on a channel. */
    public static int receivers(ReceiveChannel<?> channel) {
        ChannelCore<?> core = (ChannelCore<?>) channel;
        core.lock();
        int n = core.count();
        core.unlock();
        return n;
    }
}
