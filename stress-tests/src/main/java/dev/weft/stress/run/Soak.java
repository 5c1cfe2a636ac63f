package dev.weft.stress.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the soak in a process of its own. */
final class Soak {
    /** The soak watches itself; this limit is for the case that it cannot. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private static final int LINES = 40;

    private Soak() {}

    /**
     * Runs it.
     *
     * @param ownScheduler whether goroutines run on Weft's own scheduler; then some of them never wait
     */
    static Child run(Duration duration, boolean ownScheduler, Path output) throws IOException, InterruptedException {
        List<String> jvm = new ArrayList<>(List.of("-Xmx1g"));
        if (ownScheduler) {
            jvm.addAll(Kind.OWN_SCHEDULER_OPTIONS);
        }
        return Child.run(Child.classPath(), jvm, List.of("dev.weft.soak.Soak", duration.toString()), output,
                duration.plus(GRACE));
    }

    /** What it reported at the end. */
    static List<String> summary(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }
}
