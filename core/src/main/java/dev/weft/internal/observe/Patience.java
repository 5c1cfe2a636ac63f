package dev.weft.internal.observe;

import java.util.concurrent.TimeUnit;

/**
 * For how long a program must have been asleep before a collection is run to find out whether it is dead: twice as long
 * as one of its kind that turned out to be alive.
 *
 * <p>Most programs that are asleep will be woken by somebody outside: a thread of the JDK's HTTP client, a signal. If
 * there is a program for each request, one of them is always asleep, and each time a collection would be in vain. So what
 * is learned from one program counts for all that come from the same place in the source, that is, whose {@code main} is
 * of the same class. Then there is a handful of collections until the usual time of sleep is known, and none from then
 * on; and a program that is dead is found after twice that time.
 */
final class Patience {
    /** No program is suspected earlier. */
    static final long LEAST = TimeUnit.MILLISECONDS.toNanos(20);

    /** A program that has been asleep for this long is always suspected, so one collection in this time may be in vain. */
    static final long MOST = TimeUnit.MINUTES.toNanos(10);

    private static final ClassValue<Patience> OF_KIND = new ClassValue<>() {
        @Override
        protected Patience computeValue(Class<?> kind) {
            return new Patience();
        }
    };

    /** The longest time for which a program had been asleep when it turned out to be alive. */
    private volatile long longest;

    /** What is known of programs whose main is of this class. */
    static Patience of(Class<?> kind) {
        return OF_KIND.get(kind);
    }

    /** How long a program must be asleep to be suspected, in nanoseconds. */
    long nanos() {
        return Math.min(Math.max(2 * longest, LEAST), MOST);
    }

    /** A program that had been asleep for this long has turned out to be alive. */
    void alive(long asleep) {
        longest = Math.max(longest, Math.min(asleep, MOST));
    }

    /** A program is dead; so others may be, too. */
    void dead() {
        longest = 0;
    }
}
