package dev.weft.support;

import dev.weft.Task;

/**
 * Tries an operation at the end of the stack. A thread recurses until there is no stack left, and on the way back tries
 * the operation in each frame, or in each second, third or fourth, until it has succeeded a few times: so it overflows at
 * every point in turn. To be used for one dive after the other.
 */
public final class Dive {
    /** How often the operation is to succeed: a little more stack may bring it to other points. */
    private static final int SUCCESSES = 20;

    private final int limit;
    private int overflows;
    private int arrivals;
    private Task<?> operation;
    private int stride;
    private int frames;
    private int attempts;
    private int successes;

    /**
     * Prepares dives.
     *
     * @param limit how often each of them tries at most
     */
    public Dive(int limit) {
        this.limit = limit;
    }

    /** Prepares the next dive, which tries the operation in each frame whose number is a multiple of the stride. */
    public void begin(Task<?> operation, int stride) {
        this.operation = operation;
        this.stride = stride;
        successes = 0;
    }

    /** Dives, in the current thread. */
    public void down() throws Exception {
        try {
            down();
        } catch (StackOverflowError e) {
            frames = 0;
            attempts = 0;
        }
        if (frames++ % stride == 0 && attempts < limit && successes < SUCCESSES) {
            try {
                attempts++;
                operation.run();
                if (successes++ == 0) {
                    arrivals++;
                }
            } catch (StackOverflowError e) {
                overflows++;
            }
        }
    }

    /** {@return how often the stack ended within the operation, in all dives} */
    public int overflows() {
        return overflows;
    }

    /** {@return in how many dives the operation has succeeded in the end} */
    public int arrivals() {
        return arrivals;
    }
}
