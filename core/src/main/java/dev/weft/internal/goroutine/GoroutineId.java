package dev.weft.internal.goroutine;

import org.jspecify.annotations.Nullable;

/** The number of a goroutine's thread, as a key: unlike the thread itself, it keeps nothing alive. */
class GoroutineId {
    /** Set before anybody else can see this, and not changed from then on. */
    long id;

    GoroutineId(long id) {
        this.id = id;
    }

    /**
     * The number of the goroutine, which is that of its thread.
     *
     * @return a number that no other thread has
     */
    public final long id() {
        return id;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof GoroutineId that && id == that.id;
    }

    @Override
    public final int hashCode() {
        return Long.hashCode(id);
    }
}
