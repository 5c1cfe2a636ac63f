package dev.weft.conformance.context;

import static dev.weft.context.Context.background;
import static dev.weft.context.Context.todo;
import static dev.weft.context.Context.withCancel;
import static dev.weft.context.Context.withTimeout;
import static dev.weft.context.Context.withTimeoutCause;
import static dev.weft.context.Context.withoutCancel;

import dev.weft.Go;
import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.context.DeadlineExceededException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A row of the table of Go's TestCause: a context, and what to expect of it; of a cause, the exception or its type. */
record Cause(String name, Supplier<Context> ctx, Class<? extends ContextException> err, Object cause) {
    private static final Class<CanceledException> CANCELED = CanceledException.class;
    private static final Class<DeadlineExceededException> DEADLINE_EXCEEDED = DeadlineExceededException.class;

    @Override
    public String toString() {
        return name;
    }

    static List<Cause> all() {
        Duration forever = Duration.ofSeconds(1_000_000);
        Exception parentCause = new Exception("parentCause");
        Exception childCause = new Exception("childCause");
        Exception tooSlow = new Exception("tooSlow");
        Exception early = new Exception("finishedEarly");
        return List.of(
                new Cause("Background", Context::background, null, null),
                new Cause("TODO", Context::todo, null, null),
                new Cause("WithCancel", () -> canceled(withCancel(background()), null), CANCELED, CANCELED),
                new Cause("WithCancelCause", () -> {
                    CancelableContext ctx = withCancel(background());
                    ctx.cancel(parentCause);
                    return ctx;
                }, CANCELED, parentCause),
                new Cause("WithCancelCause nil", () -> {
                    CancelableContext ctx = withCancel(background());
                    ctx.cancel(null);
                    return ctx;
                }, CANCELED, CANCELED),
                twoCancels("parent cause before child", parentCause, childCause, true, parentCause),
                twoCancels("parent cause after child", parentCause, childCause, false, childCause),
                twoCancels("parent cause before nil", parentCause, null, true, parentCause),
                twoCancels("parent cause after nil", parentCause, null, false, CANCELED),
                twoCancels("child cause after nil", null, childCause, true, CANCELED),
                twoCancels("child cause before nil", null, childCause, false, childCause),
                new Cause("WithTimeout", () -> canceled(withTimeout(background(), Duration.ZERO), null),
                        DEADLINE_EXCEEDED, DEADLINE_EXCEEDED),
                new Cause("WithTimeout canceled", () -> canceled(withTimeout(background(), forever), null), CANCELED,
                        CANCELED),
                new Cause("WithTimeoutCause",
                        () -> canceled(withTimeoutCause(background(), Duration.ZERO, tooSlow), null),
                        DEADLINE_EXCEEDED, tooSlow),
                new Cause("WithTimeoutCause canceled",
                        () -> canceled(withTimeoutCause(background(), forever, tooSlow), null), CANCELED, CANCELED),
                new Cause("WithTimeoutCause stacked", () -> {
                    CancelableContext parent = withCancel(background());
                    Context ctx = withTimeoutCause(parent, Duration.ZERO, tooSlow);
                    parent.cancel(early);
                    return ctx;
                }, DEADLINE_EXCEEDED, tooSlow),
                new Cause("WithTimeoutCause stacked canceled", () -> {
                    CancelableContext parent = withCancel(background());
                    Context ctx = withTimeoutCause(parent, forever, tooSlow);
                    parent.cancel(early);
                    return ctx;
                }, CANCELED, early),
                new Cause("WithoutCancel", () -> withoutCancel(background()), null, null),
                new Cause("WithoutCancel canceled", () -> {
                    CancelableContext parent = withCancel(background());
                    Context ctx = withoutCancel(parent);
                    parent.cancel(early);
                    return ctx;
                }, null, null),
                new Cause("WithoutCancel timeout", () -> {
                    CancelableContext parent = withTimeoutCause(background(), Duration.ZERO, tooSlow);
                    Context ctx = withoutCancel(parent);
                    parent.cancel();
                    return ctx;
                }, null, null),
                new Cause("parent of custom context not canceled", () -> {
                    CustomContext ctx = new CustomContext(withCancel(background()));
                    ctx.cancel();
                    return ctx;
                }, CANCELED, CANCELED),
                new Cause("parent of custom context is canceled before", () -> {
                    CancelableContext parent = withCancel(background());
                    CustomContext ctx = new CustomContext(parent);
                    parent.cancel(parentCause);
                    ctx.cancel();
                    return ctx;
                }, CANCELED, parentCause),
                // Not quite right, as Go's test says itself: but which was first can't be told from outside the
                // context.
                new Cause("parent of custom context is canceled after", () -> {
                    CancelableContext parent = withCancel(background());
                    CustomContext ctx = new CustomContext(parent);
                    ctx.cancel();
                    parent.cancel(parentCause);
                    return ctx;
                }, CANCELED, parentCause));
    }

    private static Context canceled(CancelableContext ctx, Exception cause) {
        if (cause == null) {
            ctx.cancel();
        } else {
            ctx.cancel(cause);
        }
        return ctx;
    }

    private static Cause twoCancels(String name, Exception ofParent, Exception ofChild, boolean parentFirst,
            Object want) {
        return new Cause("WithCancelCause: " + name, () -> {
            CancelableContext parent = withCancel(background());
            CancelableContext child = withCancel(parent);
            canceled(parentFirst ? parent : child, parentFirst ? ofParent : ofChild);
            canceled(parentFirst ? child : parent, parentFirst ? ofChild : ofParent);
            return child;
        }, CANCELED, want);
    }
}
