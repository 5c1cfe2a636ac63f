package dev.weft.internal.scheduler;

import org.jspecify.annotations.Nullable;

/** Carriers without a processor, a stack; linked through {@link Carrier#nextSpare}, so nothing is allocated. */
final class SpareCarriers extends Guarded {
    private @Nullable Carrier top;

    SpareCarriers() {}

    void push(Carrier c) {
        lock();
        c.nextSpare = top;
        top = c;
        unlock();
    }

    @Nullable Carrier poll() {
        lock();
        Carrier c = top;
        if (c != null) {
            top = c.nextSpare;
            c.nextSpare = null;
        }
        unlock();
        return c;
    }

    /** Takes out this one; false if another thread has taken it. */
    boolean remove(Carrier c) {
        lock();
        boolean here = false;
        if (top == c) {
            top = c.nextSpare;
            here = true;
        } else {
            for (Carrier s = top; s != null && !here; s = s.nextSpare) {
                if (s.nextSpare == c) {
                    s.nextSpare = c.nextSpare;
                    here = true;
                }
            }
        }
        if (here) {
            c.nextSpare = null;
        }
        unlock();
        return here;
    }
}
