/**
 * Channels: one object each, whose layers {@link dev.weft.internal.channel.ChannelCore} explains, and the kinds of
 * channel. This package depends on {@code internal.wait} and {@code internal.time} and, of the public types, on those
 * that the kinds implement and throw.
 */
@NullMarked
package dev.weft.internal.channel;

import org.jspecify.annotations.NullMarked;
