package dev.weft.conformance.test.chan;

import dev.weft.Channel;
import dev.weft.Unit;

/**
 * A power series that flows, one coefficient after the other, and only on demand: who wants the next one sends
 * to the first channel and then receives from the second. Neither has a buffer.
 *
 * @param demand where the next term is asked for
 * @param terms where it comes
 * @param <E> the type of the terms on their way
 */
record Series<E>(Channel<Unit> demand, Channel<E> terms) {
    static <E> Series<E> make() {
        return new Series<>(Channel.make(), Channel.make());
    }
}
