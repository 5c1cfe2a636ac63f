package dev.weft.examples.jobs;

import dev.weft.context.Context;

/** Something to do, perhaps more than once. */
record Job(String name, Work work) {
    /** What is done at each attempt. */
    @FunctionalInterface
    interface Work {
        /** Should end soon when the context is done, best with its {@code err}. */
        void run(Context ctx) throws Exception;
    }
}
