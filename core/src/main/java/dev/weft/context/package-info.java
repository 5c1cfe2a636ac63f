/**
 * Go's {@code context} package: how the goroutines that work on a request learn that it is over, and what values it
 * carries.
 *
 * <p>Everything begins at {@link dev.weft.context.Context}. The functions of Go's package are its static methods. A
 * context that can be cancelled is a {@link dev.weft.context.CancelableContext}, for try-with-resources. {@code
 * ctx.Err()} is {@link dev.weft.context.Context#err}, an exception that may be thrown.
 *
 * <p>Code that knows nothing of contexts is connected with {@link dev.weft.context.Context#afterFunc}, one line each:
 *
 * <pre>{@code
 * Context.afterFunc(ctx, thread::interrupt);            // a thread that waits in the JDK
 * Context.afterFunc(ctx, () -> future.cancel(true));
 * Context.afterFunc(ctx, socket::close);
 * future.whenComplete((result, failure) -> ctx.cancel());   // and back
 * }</pre>
 *
 * <p>In the other direction there is nothing: no context is done because a thread was interrupted. A thread does not
 * report its interrupts, so another thread would have to poll it. Instead, the interrupted thread leaves the
 * try-with-resources block, and that cancels the context. The same goes for a {@code StructuredTaskScope}, a preview in
 * all JDKs up to 25: opened in one {@code try} with a context, it ends together with the context.
 */
@NullMarked
package dev.weft.context;

import org.jspecify.annotations.NullMarked;
