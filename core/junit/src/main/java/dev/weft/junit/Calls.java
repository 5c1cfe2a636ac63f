package dev.weft.junit;

import dev.weft.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/** JUnit's calls as tasks. */
final class Calls {
    private Calls() {}

    /** A task that makes the call. */
    static Task<Exception> task(Invocation<?> invocation) {
        return () -> proceed(invocation);
    }

    /** Makes the call; what it throws is thrown as it is. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    static <T extends @Nullable Object> T proceed(Invocation<T> invocation) {
        try {
            return invocation.proceed();
        } catch (Throwable t) {
            throw Calls.<RuntimeException>asIs(t);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X asIs(Throwable t) throws X {
        throw (X) t;
    }
}
