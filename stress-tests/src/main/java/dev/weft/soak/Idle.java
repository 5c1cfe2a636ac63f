package dev.weft.soak;

import dev.weft.Channel;
import dev.weft.internal.wait.WaitQueue;

/** Channels in which nobody should be waiting. */
final class Idle {
    /** Never ready, and a case in selects of every round: whoever is left in its queue stays there, and is found. */
    static final Channel<Item> CHANNEL = Channel.make();

    private Idle() {}

    /** Whether nobody, alive or dead, stands in the channel's queue. */
    static boolean isDeserted(Channel<?> channel) {
        return ((WaitQueue) (Object) channel).isEmpty();
    }
}
