package dev.weft.internal.wait;

/** What a parked thread waits for, in the words of Go's own goroutine dumps. */
public enum WaitReason {
    /** {@code <-ch}. */
    CHAN_RECEIVE("chan receive"),

    /** {@code ch <- v}. */
    CHAN_SEND("chan send"),

    /** {@code select}. */
    SELECT("select"),

    /** {@code select {}}, or one in which every channel is nil. */
    SELECT_NO_CASES("select (no cases)"),

    /** {@code Mutex.Lock}. */
    MUTEX_LOCK("sync.Mutex.Lock"),

    /** {@code RWMutex.RLock}. */
    RWMUTEX_RLOCK("sync.RWMutex.RLock"),

    /** {@code RWMutex.Lock}. */
    RWMUTEX_LOCK("sync.RWMutex.Lock"),

    /** {@code WaitGroup.Wait}. */
    WAIT_GROUP_WAIT("sync.WaitGroup.Wait"),

    /** {@code Cond.Wait}. */
    COND_WAIT("sync.Cond.Wait"),

    /** {@code time.Sleep}. */
    SLEEP("sleep"),

    /** {@code synctest.Wait}. */
    SYNCTEST_WAIT("synctest.Wait"),

    /** Nothing: it can run, but lets others go first ({@code runtime.Gosched}, a short internal lock). */
    RUNNABLE("runnable");

    private final String text;

    WaitReason(String text) {
        this.text = text;
    }

    /** Go's text. */
    @Override
    public String toString() {
        return text;
    }
}
