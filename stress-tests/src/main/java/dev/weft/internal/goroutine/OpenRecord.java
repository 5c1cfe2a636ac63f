package dev.weft.internal.goroutine;

/** The record of a thread that runs already, for tests in other packages. */
public final class OpenRecord extends GoroutineRecord {
    /** Makes the record. */
    public OpenRecord(Thread thread) {
        super(() -> {});
        setThread(thread);
    }

    @Override
    public Program program() {
        return null;
    }

    @Override
    Thread newThread(Runnable body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void run() {
        throw new UnsupportedOperationException();
    }

    /** What a goroutine does last. */
    public void ends() {
        end();
    }
}
