package dev.weft.examples;

import dev.weft.testing.SyncTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The output of an example. */
public final class Output {
    /** Much longer than any example takes, even on a loaded machine. */
    public static final Duration LONG = Duration.ofSeconds(240 * Long.getLong("weft.timeScale", 1));

    private Output() {}

    /**
     * Runs an example to its end, in a thread of its own, and fails if it fails or hangs.
     *
     * @return the lines that it printed
     */
    public static List<String> of(Example.Body body) throws Exception {
        return text(body).lines().toList();
    }

    /**
     * Runs an example to its end with virtual time, and fails if it fails, or leaves a goroutine that cannot end: it takes no
     * time, and what happens at different times comes in that order.
     *
     * @return the lines that it printed
     */
    public static List<String> inVirtualTime(Example.Body body) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SyncTest.run(() -> body.run(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** As {@link #of}, but as one string, with {@code \n} at the end of each line. */
    public static String text(Example.Body body) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CompletableFuture<Void> end = new CompletableFuture<>();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                body.run(out);
                end.complete(null);
            } catch (Throwable t) {
                end.completeExceptionally(t);
            }
        });
        try {
            end.get(LONG.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            thread.interrupt(); // if it hangs
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
