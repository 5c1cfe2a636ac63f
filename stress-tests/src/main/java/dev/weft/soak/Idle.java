package dev.weft.soak;

import dev.weft.Channel;
import dev.weft.internal.wait.WaitQueue;

/** Channels in which no goroutine should be waiting. */
final class Idle {
    /** Never ready, and a case in the selects of every round: a waiter left in its queue stays there, and is found. */
    static final Channel<Item> CHANNEL = Channel.make();

    private Idle() {}

    /** Whether the channel's queue holds no waiter, alive or dead. */
    static boolean isDeserted(Channel<?> channel) {
        return ((WaitQueue) (Object) channel).isEmpty();
    }
}
