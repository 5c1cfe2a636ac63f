/**
 * Go's concurrency primitives on virtual threads: channels, select, goroutines, the {@code sync}
 * package, timers and contexts, with Go's semantics.
 *
 * <p>Start with {@link dev.weft.Go}, {@link dev.weft.Channel} and {@link dev.weft.Select}.
 */
module dev.weft {
    requires static org.jspecify;

    exports dev.weft;
    exports dev.weft.sync;
    exports dev.weft.time;
    exports dev.weft.context;
}
