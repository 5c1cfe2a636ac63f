package dev.weft.sync;

import java.util.concurrent.ExecutionException;

/** Makes of a failure what others get to hear. */
final class Failures {
    /** For when there is no memory to say more. It belongs to no call in particular, so it has no stack trace. */
    @SuppressWarnings("StaticAssignmentOfThrowable") // on demand is too late
    static final ExecutionException NO_MEMORY = noMemory();

    private Failures() {}

    /**
     * An exception around a failure, for those in whose thread it did not happen. Never fails, whether memory has run out or
     * the failure's own methods throw.
     */
    static ExecutionException elsewhere(Throwable failure) {
        try {
            return new ExecutionException(failure); // which asks the failure for its text
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

    /** Lets a throwable pass where it is not declared. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <X extends Throwable> X asIs(Throwable t) throws X {
        throw (X) t;
    }
}
