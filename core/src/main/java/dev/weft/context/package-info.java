/**
 * Go's {@code context} package: how those who work for one request learn that it is over, and what they know about it.
 *
 * <p>Everything begins at {@link dev.weft.context.Context}. The functions of Go's package are its static methods; what
 * can be cancelled is a {@link dev.weft.context.CancelableContext}, for try-with-resources. {@code ctx.Err()} is {@link
 * dev.weft.context.Context#err}, an exception that may be thrown.
 *
 * <p>Code that knows nothing of contexts is connected by {@link
 * dev.weft.context.Context#afterFunc}, in a line each:
 *
 * <pre>{@code
 * Context.afterFunc(ctx, thread::interrupt);            // whoever waits in the JDK
 * Context.afterFunc(ctx, () -> future.cancel(true));
 * Context.afterFunc(ctx, socket::close);
 * future.whenComplete((result, failure) -> ctx.cancel());   // and back
 * }</pre>
 *
 * <p>The other way round, a context that is done when its thread is interrupted, there is nothing: a thread cannot be
 * asked to tell, so it would take another one that looks again and again. Whoever is interrupted leaves the
 * try-with-resources block, and that cancels the context. The same goes for a {@code StructuredTaskScope}, which is a
 * preview in all JDKs up to 25: opened in one {@code try} with a context, they end together.
 */
@NullMarked
package dev.weft.context;

import org.jspecify.annotations.NullMarked;
