package dev.weft.sync;

import dev.weft.Call;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.internal.wait.StackReserve;
import java.util.Objects;

/**
 * Does something exactly once, Go's {@code sync.Once}.
 *
 * <pre>{@code
 * once.doOnce(() -> config = load());
 * }</pre>
 *
 * <p>The first call runs its function; calls that come meanwhile wait until it has ended (ignoring interrupts); later
 * ones return at once. A function that fails counts as done: its exception reaches the caller that ran it, and the
 * others return normally. A function that calls {@code doOnce} of the same object waits for itself forever.
 *
 * <p>(Go's {@code Do} is called {@code doOnce}: {@code do} is a keyword.)
 *
 * <p><b>Memory consistency effects</b>: actions of the function <i>happen-before</i> the return of every {@code
 * doOnce}, and of every call of what {@link #func} or {@link #value} has returned.
 */
public final class Once {
    /*
     * Why not a compareAndSet(false, true) on `done`, whose winner runs f? The losers would return before f has done
     * its work. So they wait for a mutex, and `done` is set only after f has ended.
     */
    private final Mutex mutex = new Mutex();

    /** Written with the mutex held, after f; read without it on the fast path. */
    private volatile boolean done;

    /** Creates an instance that has run nothing yet. */
    public Once() {}

    /**
     * Runs the function, unless this object has already run one.
     *
     * @param f what to run
     * @param <X> what it may throw
     * @throws X if this call runs it and it fails
     */
    public <X extends Exception> void doOnce(Task<X> f) throws X {
        Objects.requireNonNull(f, "f");
        if (!done) {
            doSlow(f);
        }
    }

    @Override
    public String toString() {
        return super.toString() + "[" + (done ? "done" : mutex.isLocked() ? "being done" : "not done") + "]";
    }

    private <X extends Exception> void doSlow(Task<X> f) throws X {
        StackReserve.checkForSeveral(); // for unlock, too
        mutex.lock();
        try {
            if (!done) {
                try {
                    f.run();
                } finally {
                    done = true;
                }
            }
        } finally {
            mutex.unlock();
        }
    }

    /**
     * Returns a function that runs {@code f} once, however often it is called, Go's {@code sync.OnceFunc}. Calls that
     * come while {@code f} runs wait until it has ended, ignoring interrupts. If {@code f} fails, every call throws the
     * same exception object. The returned function drops its reference to {@code f} once that has run.
     *
     * @param f what to run
     * @param <X> what it may throw
     * @return the function, for any number of threads
     */
    public static <X extends Exception> Task<X> func(Task<X> f) {
        Objects.requireNonNull(f, "f");
        OnceCall<Unit, X> once = new OnceCall<>(() -> {
            f.run();
            return Unit.UNIT;
        });
        return once::call;
    }

    /**
     * Returns a function that calls {@code f} once, however often it is called, and always returns its result, Go's
     * {@code sync.OnceValue}. Calls that come while {@code f} runs wait until it has ended, ignoring interrupts. If
     * {@code f} fails, every call throws the same exception object. The returned function drops its reference to {@code
     * f} once that has run.
     *
     * @param f what to call
     * @param <T> the type of the result
     * @param <X> what it may throw
     * @return the function, for any number of threads
     */
    public static <T, X extends Exception> Call<T, X> value(Call<T, X> f) {
        return new OnceCall<>(Objects.requireNonNull(f, "f"));
    }
}
