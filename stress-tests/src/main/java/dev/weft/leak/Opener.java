package dev.weft.leak;

/** Opens a gate. */
enum Opener {
    /** A goroutine, as one of its steps, if it ever comes to that. */
    GOROUTINE(false, false),
    /** A platform thread, after a while. */
    THREAD(true, false),
    /** A pool that runs tasks at a given time. */
    SCHEDULER(true, false),
    /** A future that is completed later. */
    FUTURE(true, false),
    /** A function of the library that is called later. */
    FUNCTION(true, false),
    /** A function that waits for a context's deadline. */
    DEADLINE(true, false),
    /** A goroutine that sleeps before. */
    SLEEPER(true, false),
    /** A goroutine that sleeps before, by the JDK's means. */
    SLEEPING_THREAD(true, false),
    /** Nobody; a static map has it until somebody {@linkplain Model#release releases} all such gates. */
    STATIC_FIELD(false, true),
    /** Nobody; a static map has it for a while. */
    FORGOTTEN(false, false),
    /** Nobody, and only goroutines refer to it. */
    NOBODY(false, false);

    /** Whether it happens by itself. */
    final boolean certain;

    /** Whether something that is alive refers to the gate for good. */
    final boolean holds;

    Opener(boolean certain, boolean holds) {
        this.certain = certain;
        this.holds = holds;
    }
}
