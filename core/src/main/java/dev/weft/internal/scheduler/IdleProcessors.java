package dev.weft.internal.scheduler;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The processors that nobody uses, a stack: the one that has been used last is woken first, as its cache is warm.
 *
 * <p>Guarded by its lock. The number of entries is volatile, and a processor's {@code idle} flag too: a carrier that puts
 * its processor here and then looks for work again finds everything that was made runnable before another thread found
 * that nobody is idle; see {@link GoScheduler}.
 */
final class IdleProcessors extends Guarded {
    private final @Nullable Processor[] stack;
    private volatile int count;

    /** Begins with all of them. */
    IdleProcessors(Processor[] all) {
        this.stack = Arrays.copyOf(all, all.length);
        this.count = all.length;
        for (Processor p : all) {
            p.setIdle(true);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    void add(Processor p) {
        lock();
        int n = count;
        stack[n] = p;
        p.setIdle(true);
        count = n + 1;
        unlock();
    }

    /** Puts one where it is taken out last: a processor whose carrier could not be made. */
    void addLast(Processor p) {
        lock();
        try {
            p.setIdle(true);
            int n = count;
            for (int i = n; i > 0; i--) {
                stack[i] = stack[i - 1];
            }
            stack[0] = p;
            count = n + 1;
            unlock();
        } catch (StackOverflowError e) {
            locked = 0;
            throw e;
        }
    }

    /** Takes out one; null if there is none. */
    @Nullable Processor poll() {
        if (count == 0) {
            return null;
        }
        lock();
        Processor p = null;
        try {
            int n = count;
            if (n > 0) {
                Processor top = Objects.requireNonNull(stack[n - 1]);
                top.setIdle(false);
                stack[n - 1] = null;
                count = n - 1;
                p = top;
            }
            unlock();
        } catch (StackOverflowError e) {
            locked = 0;
            if (p == null) {
                throw e;
            }
        }
        return p;
    }

    /** Takes out this one; false if another thread has taken it. */
    boolean remove(Processor p) {
        if (!p.isIdle()) {
            return false;
        }
        lock();
        boolean here = p.isIdle();
        if (here) {
            int n = count;
            int i = 0;
            while (stack[i] != p) {
                i++;
            }
            System.arraycopy(stack, i + 1, stack, i, n - i - 1);
            stack[n - 1] = null;
            p.setIdle(false);
            count = n - 1;
        }
        unlock();
        return here;
    }
}
