/**
 * The room of channels: one object each, whose layers {@link dev.weft.internal.channel.ChannelCore} explains, and its
 * kinds. It knows the rooms of waiting and of time; of the public types it knows those that the kinds implement, and what
 * they throw.
 */
@NullMarked
package dev.weft.internal.channel;

import org.jspecify.annotations.NullMarked;
