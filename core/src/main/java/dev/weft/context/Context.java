package dev.weft.context;

import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.internal.time.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Go context: tells all goroutines that work on a request when to stop, and carries the request's values.
 *
 * <pre>{@code
 * try (var ctx = Context.withTimeout(parent, Duration.ofSeconds(1))) {
 *     go(() -> fetch(ctx, results));
 *     var page = receive(results);
 *     switch (select(page, receive(ctx.done()))) {
 *         case 0 -> show(page.value());
 *         default -> throw ctx.err();
 *     }
 * }
 * }</pre>
 *
 * <p>Contexts form a tree. It begins at {@link #background}; {@link #withCancel}, {@link #withTimeout} and the others
 * derive a context from its parent. A context is done when it is cancelled, when its deadline has passed, or when its
 * parent is done, whichever comes first; from then on it stays done. Pass the context as the first parameter, named
 * {@code ctx}, to every method that may wait.
 *
 * <p>The rules are Go's:
 *
 * <ul>
 *   <li>When {@code cancel} returns, all contexts derived from the cancelled one are done, at any depth.
 *   <li>Whatever ends a context first decides its {@link #err} and its {@link #cause}; what comes later changes
 *       nothing.
 *   <li>A context derived from one that is done is done from the beginning.
 *   <li>If {@code err} is not null, {@link #done} is closed.
 *   <li>A context made by {@link #withCancel}, or with a deadline, stays registered with its parent until one of them
 *       is done. So close it, preferably with try-with-resources.
 * </ul>
 *
 * <p>A deadline costs no thread. Any thread may call any method; no method waits, and all ignore interrupts.
 *
 * <p>Anyone may implement this interface. Such a third-party context works as a parent like one of the library's own:
 * see {@link #done} and {@link #whenDone}.
 *
 * <p><b>Memory consistency effects</b>: actions before a context is cancelled <i>happen-before</i> those after a
 * receive from the {@code done} channel of this context, or of one derived from it, that returns because of the
 * cancellation; those after a call of {@code err} or {@code cause} that does not return null; and the start of its
 * {@code afterFunc} functions.
 */
public interface Context {
    /**
     * Returns a channel that is closed when the context is done; nothing is ever sent on it. It is meant for a select
     * with other cases: {@code select(receive(ctx.done()), receive(work))}.
     *
     * <p>Where Go returns nil for a context that is never done, the library's own contexts return a channel on which
     * nothing happens: receiving from it waits until interrupted, and in a select it is never ready.
     *
     * @return the channel, the same at every call. A third-party context that is never done may return null, as in Go
     *     (in a select, null is never ready)
     */
    ReceiveChannel<?> done();

    /**
     * Returns why the context is done, Go's {@code ctx.Err()}.
     *
     * <p>Every call on one of the library's own contexts makes a new exception: {@code throw ctx.err()} shows in its
     * stack trace where the work stopped, and as its cause what was given to {@link
     * CancelableContext#cancel(Exception)}. So where Go compares, {@code err == context.Canceled}, test the type:
     * {@code err instanceof CanceledException}. At the top level of a goroutine, where nobody would catch it, {@code
     * return} instead: there it would be a failure like any other; see {@link dev.weft.Go}.
     *
     * @return a {@link CanceledException} or a {@link DeadlineExceededException}; null as long as the context is not
     *     done
     */
    @Nullable ContextException err();

    /**
     * Throws {@link #err} if the context is done: Go's {@code if err := ctx.Err(); err != nil { return err }}, for
     * loops that compute.
     *
     * @throws ContextException if the context is done
     */
    default void throwIfDone() {
        ContextException err = err();
        if (err != null) {
            throw err;
        }
    }

    /**
     * Returns the reason that was given for the end of the context, or of the one that it was derived from; Go's {@code
     * context.Cause(ctx)}.
     *
     * <p>A third-party context need not implement this. The default returns the cause of its {@code err} or else, as in
     * Go, the cause of the nearest of its ancestors that is one of the library's own contexts; that one is found through
     * {@link #value}.
     *
     * @return the exception object that was given; if none was, the same as {@link #err}; null as long as the context
     *     is not done
     */
    default @Nullable Exception cause() {
        ContextException err = err();
        if (err == null || err.getCause() instanceof Exception) {
            return err == null ? null : (Exception) err.getCause();
        }
        Exception inherited = value(CancelContext.NEAREST) instanceof CancelContext nearest ? nearest.cause() : null;
        return inherited == null ? err : inherited;
    }

    /**
     * Returns when the context will be done at the latest.
     *
     * @return the instant, on the clock of {@link dev.weft.time.Timers#now}, the same at every call; empty if there is
     *     none
     */
    Optional<Instant> deadline();

    /**
     * Returns the value that {@link #withValue} bound to a key, in this context or else in the nearest one that it was
     * derived from.
     *
     * @param key the key
     * @param <V> the type of the value
     * @return the value, which may be null; null if there is none
     */
    <V> @Nullable V value(Key<V> key);

    /**
     * Implements {@link #afterFunc}; call that instead.
     *
     * <p>A third-party context that passes on the {@code done} channel and the values of one of the library's own
     * contexts counts as that one, as in Go: contexts derived from it end for the reasons of that one. Any other
     * third-party context is watched by goroutines, one for each context derived from it and one for each function,
     * until either is done. To do without them, it can override this method, as it would implement the {@code
     * AfterFunc} method in Go; the library then learns only through this method that it is done. The method must start
     * the function in a goroutine of its own once the context is done, at once if it already is, and never after a
     * {@code stop} that returned true.
     *
     * @param f what to start
     * @return a handle to call it off
     * @throws NullPointerException if the function is null
     */
    default AfterFunc whenDone(Task<?> f) {
        return PendingFunction.start(this, CancelContext.nearestTo(this), f);
    }

    /**
     * Returns the root context: never done, without values or deadline, Go's {@code context.Background()}. For {@code
     * main}, for tests, and as the parent of a request's context.
     *
     * @return the context
     */
    static Context background() {
        return EmptyContext.BACKGROUND;
    }

    /**
     * Returns a context like {@link #background}, for places where it is not yet clear which context to use; Go's
     * {@code context.TODO()}.
     *
     * @return the context
     */
    static Context todo() {
        return EmptyContext.TODO;
    }

    /**
     * Derives a context that can be cancelled, Go's {@code context.WithCancel} and {@code WithCancelCause} (the cause
     * is given to {@link CancelableContext#cancel(Exception)}).
     *
     * @param parent what to derive it from
     * @return the context; close it when the work is done
     * @throws NullPointerException if the parent is null ({@code cannot create context from nil parent})
     */
    static CancelableContext withCancel(Context parent) {
        return CancelContext.of(Derived.checkParent(parent));
    }

    /**
     * Derives a context that is done at a point in time, Go's {@code context.WithDeadline}. If the parent's deadline is
     * earlier, that one counts.
     *
     * @param parent what to derive it from
     * @param deadline when, on the clock of {@link dev.weft.time.Timers#now}; if not in the future, the context is done
     *     at once
     * @return the context; close it when the work is done
     * @throws NullPointerException if the parent ({@code cannot create context from nil parent}) or the deadline is
     *     null
     */
    static CancelableContext withDeadline(Context parent, Instant deadline) {
        return withDeadlineCause(parent, deadline, null);
    }

    /**
     * Derives a context that is done at a point in time, with a cause for that, Go's {@code context.WithDeadlineCause}.
     * If the parent's deadline is earlier, that one counts, and the cause is not used.
     *
     * @param parent what to derive it from
     * @param deadline when, on the clock of {@link dev.weft.time.Timers#now}; if not in the future, the context is done
     *     at once
     * @param cause what {@link #cause} returns if the deadline passes; null for the same as {@link #err}
     * @return the context; close it when the work is done
     * @throws NullPointerException if the parent ({@code cannot create context from nil parent}) or the deadline is
     *     null
     */
    static CancelableContext withDeadlineCause(Context parent, Instant deadline, @Nullable Exception cause) {
        Derived.checkParent(parent);
        Objects.requireNonNull(deadline, "deadline");
        return DeadlineContext.of(parent, deadline, cause);
    }

    /**
     * Derives a context that is done after a time, Go's {@code context.WithTimeout}. If the parent's deadline is
     * earlier, that one counts.
     *
     * @param parent what to derive it from
     * @param timeout how long from now; zero or less means at once, and a time too long for the clock practically never
     * @return the context; close it when the work is done
     * @throws NullPointerException if the parent ({@code cannot create context from nil parent}) or the time-out is
     *     null
     */
    static CancelableContext withTimeout(Context parent, Duration timeout) {
        return withTimeoutCause(parent, timeout, null);
    }

    /**
     * Derives a context that is done after a time, with a cause for that, Go's {@code context.WithTimeoutCause}. If the
     * parent's deadline is earlier, that one counts, and the cause is not used.
     *
     * @param parent what to derive it from
     * @param timeout how long from now; zero or less means at once, and a time too long for the clock practically never
     * @param cause what {@link #cause} returns if the time has passed; null for the same as {@link #err}
     * @return the context; close it when the work is done
     * @throws NullPointerException if the parent ({@code cannot create context from nil parent}) or the time-out is
     *     null
     */
    static CancelableContext withTimeoutCause(Context parent, Duration timeout, @Nullable Exception cause) {
        Derived.checkParent(parent);
        Objects.requireNonNull(timeout, "timeout");
        return DeadlineContext.of(parent, MonotonicClock.instantAfter(timeout), cause);
    }

    /**
     * Derives a context with a value, Go's {@code context.WithValue}. Use it for data that belongs to a request and
     * passes through many layers, not for optional parameters.
     *
     * @param parent what to derive it from
     * @param key the key, preferably a constant of the class that owns the value
     * @param value the value; null hides one of the parent's
     * @param <V> the type of the value
     * @return the context, which is done when its parent is
     * @throws NullPointerException if the parent ({@code cannot create context from nil parent}) or the key is null
     *     ({@code nil key})
     */
    static <V> Context withValue(Context parent, Key<V> key, @Nullable V value) {
        return new ValueContext(Derived.checkParent(parent), Objects.requireNonNull(key, "nil key"), value);
    }

    /**
     * Derives a context that has the parent's values, but is never done and has no deadline, Go's {@code
     * context.WithoutCancel}. For work that goes on after the request is over.
     *
     * @param parent what to derive it from
     * @return the context
     * @throws NullPointerException if the parent is null ({@code cannot create context from nil parent})
     */
    static Context withoutCancel(Context parent) {
        return new DetachedContext(Derived.checkParent(parent));
    }

    /**
     * Runs a function in a goroutine of its own once a context is done, or at once if it already is; Go's {@code
     * context.AfterFunc}. What the function throws is handled as in any goroutine: see {@link dev.weft.Go}.
     *
     * <pre>{@code
     * try (AfterFunc hangUp = Context.afterFunc(ctx, connection::close)) {
     *     return connection.read(); // ends when ctx is done; after this block nothing is closed any more
     * }
     * }</pre>
     *
     * <p>Several functions may wait for one context. Each stays registered until the context is done or the function is
     * stopped.
     *
     * @param ctx the context
     * @param f what to run
     * @return a handle to call it off
     */
    static AfterFunc afterFunc(Context ctx, Task<?> f) {
        Objects.requireNonNull(ctx, "ctx");
        return ctx.whenDone(Objects.requireNonNull(f, "f"));
    }

    /**
     * The key of a value. Every key is different from every other one, even of the same name. So make it once, and keep
     * it in a constant:
     *
     * <pre>{@code
     * private static final Context.Key<User> USER = Context.Key.of("user");
     * }</pre>
     *
     * @param <V> the type of the value
     */
    @SuppressWarnings("UnusedTypeParameter") // it ties withValue and value together
    final class Key<V> {
        private final String name;

        private Key(String name) {
            this.name = name;
        }

        /**
         * Makes a new key.
         *
         * @param name what {@link #toString} shows; nothing else depends on it
         * @param <V> the type of the value
         * @return the key
         */
        public static <V> Key<V> of(String name) {
            return new Key<>(Objects.requireNonNull(name, "name"));
        }

        /** Returns the name. */
        @Override
        public String toString() {
            return name;
        }
    }
}
