package dev.weft.deadlock;

/** What becomes of a random program whose goroutines are all asleep. */
enum Ending {
    /** A platform thread opens the gate. */
    OPENED_BY_A_THREAD(true),
    /** A pool that runs tasks at a given time opens the gate. */
    OPENED_BY_A_SCHEDULER(true),
    /** A future that is completed later opens the gate. */
    OPENED_BY_A_FUTURE(true),
    /** A thread that finds the gate in a static map opens it. */
    OPENED_THROUGH_A_STATIC_FIELD(true),
    /** A function that the program has set opens the gate. */
    OPENED_BY_A_FUNCTION(true),
    /** A function that waits for a context's deadline opens the gate. */
    OPENED_BY_A_DEADLINE(true),
    /** One goroutine sleeps, and then opens the gate. */
    OPENED_BY_A_SLEEPER(true),
    /** One goroutine sleeps by the JDK's means, and then opens the gate. */
    OPENED_BY_A_SLEEPING_THREAD(true),
    /** Main waits for the gate or for a timer. */
    OPENED_AFTER_A_TIMER(true),
    /** A thread interrupts main, which opens the gate. */
    OPENED_ON_AN_INTERRUPT(true),
    /** A function that has nothing to do with the gate fails, and so ends the program. */
    ENDED_BY_A_FUNCTION(true),

    /** Nobody opens the gate. */
    DEAD(false),
    /** Nobody opens the gate; but the goroutines have other things to do before. */
    DEAD_LATER(false),
    /** A thread holds the gate for a while, and then forgets it. */
    FORGOTTEN(false),
    /** A thread opens the gate; but there is a second one. */
    DEAD_AT_THE_SECOND_GATE(false),
    /** Main runs a program of its own that is dead. */
    DEAD_INSIDE(false);

    final boolean alive;

    Ending(boolean alive) {
        this.alive = alive;
    }
}
