package dev.weft.conformance.test.chan;

import dev.weft.Channel;
import dev.weft.Unit;

/**
 * A power series that flows, one coefficient after the other, and only on demand: to get the next one, send to the
 * first channel and then receive from the second. Neither channel has a buffer.
 *
 * @param demand the channel on which to ask for the next term
 * @param terms the channel on which it arrives
 * @param <E> the type of the terms on their way
 */
record Series<E>(Channel<Unit> demand, Channel<E> terms) {
    static <E> Series<E> make() {
        return new Series<>(Channel.make(), Channel.make());
    }
}
