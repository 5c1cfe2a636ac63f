package dev.weft.sync;

import java.util.concurrent.ExecutionException;

/** Wraps a failure for threads other than the one in which it happened. */
final class Failures {
    /**
     * Stands in for an exception for which there is no memory. It belongs to no call in particular, so it has no stack
     * trace.
     */
    @SuppressWarnings("StaticAssignmentOfThrowable") // created on demand, it would come too late
    static final ExecutionException NO_MEMORY = noMemory();

    private Failures() {}

    /**
     * An exception around a failure, for threads in which it did not happen. Never fails, even if memory has run out or
     * the failure's own methods throw.
     */
    static ExecutionException elsewhere(Throwable failure) {
        try {
            return new ExecutionException(failure); // calls the failure's toString
        } catch (Throwable t) {
            return withoutText(failure);
        }
    }

    private static ExecutionException withoutText(Throwable failure) {
        try {
            return new ExecutionException(null, failure);
        } catch (VirtualMachineError e) {
            return NO_MEMORY;
        }
    }

    private static ExecutionException noMemory() {
        StackTraceElement[] none = {};
        OutOfMemoryError error = new OutOfMemoryError("none left to tell how a call has failed");
        error.setStackTrace(none);
        ExecutionException e = new ExecutionException(error);
        e.setStackTrace(none);
        return e;
    }

    /** Throws a throwable where it is not declared. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <X extends Throwable> X asIs(Throwable t) throws X {
        throw (X) t;
    }
}
