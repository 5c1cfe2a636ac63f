package dev.weft.internal.goroutine;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * The thread of a goroutine that nobody is to keep. A weak reference is cleared before finalizers run, and a finalizer may
 * still wake the goroutine; a phantom reference is cleared only when that, too, has become impossible.
 */
final class LetGo extends WeakReference<Thread> {
    private static final ReferenceQueue<Thread> NOBODY_POLLS = new ReferenceQueue<>();

    private final PhantomReference<Thread> last;

    LetGo(Thread thread) {
        super(thread);
        this.last = new PhantomReference<>(thread, NOBODY_POLLS);
    }

    /** Whether it is garbage. */
    boolean isGone() {
        return refersTo(null) && last.refersTo(null);
    }
}
