package dev.weft.examples.jobs;

import dev.weft.context.Context;

/** A job, which may take several attempts. */
record Job(String name, Work work) {
    /** What each attempt does. */
    @FunctionalInterface
    interface Work {
        /** Runs one attempt. It should end soon when the context is done, preferably by throwing its {@code err}. */
        void run(Context ctx) throws Exception;
    }
}
