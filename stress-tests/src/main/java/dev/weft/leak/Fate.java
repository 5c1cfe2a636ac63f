package dev.weft.leak;

/** What becomes of a goroutine. */
enum Fate {
    /** It runs to its end. */
    ENDS,
    /** It waits for what nobody does now; but something that is alive refers to it or to what it waits for. */
    HELD,
    /** It can never go on. */
    LEAKS
}
