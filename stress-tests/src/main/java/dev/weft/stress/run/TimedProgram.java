package dev.weft.stress.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that runs for as long as it is told, in a process of its own, and watches itself. */
enum TimedProgram {
    /** Random topologies, with everything accounted for. */
    SOAK("dev.weft.soak.Soak"),
    /** The same on Weft's own scheduler; then some goroutines never wait. */
    SOAK_GO("dev.weft.soak.Soak", Kind.OWN_SCHEDULER_OPTIONS),
    /** Random programs, some of them dead. */
    DEADLOCKS("dev.weft.deadlock.Deadlocks"),
    /** The same on Weft's own scheduler. */
    DEADLOCKS_GO("dev.weft.deadlock.Deadlocks", Kind.OWN_SCHEDULER_OPTIONS),
    /** Random programs, in which some goroutines leak. */
    LEAKS("dev.weft.leak.Leaks"),
    /** The same on Weft's own scheduler. */
    LEAKS_GO("dev.weft.leak.Leaks", Kind.OWN_SCHEDULER_OPTIONS),
    /** Dumps of goroutines that hand over without a pause. */
    DUMPS("dev.weft.deadlock.Dumps"),
    /** The same on Weft's own scheduler. */
    DUMPS_GO("dev.weft.deadlock.Dumps", Kind.OWN_SCHEDULER_OPTIONS),
    /** Random tests with virtual time. */
    BUBBLES("dev.weft.bubble.Bubbles");

    /** The exit status if something was wrong. */
    static final int FAILED = 1;

    /** It watches itself; this limit is for the case that it cannot. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private static final int LINES = 40;

    private final String main;
    private final List<String> options;

    TimedProgram(String main) {
        this(main, List.of());
    }

    TimedProgram(String main, List<String> options) {
        this.main = main;
        this.options = options;
    }

    /** What it is called on the command line and in mutants. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one with this title; empty if there is none. */
    static Optional<TimedProgram> titled(String title) {
        return Stream.of(values()).filter(p -> p.title().equals(title)).findFirst();
    }

    /** The titles of all. */
    static List<String> titles() {
        return Stream.of(values()).map(TimedProgram::title).toList();
    }

    Child run(Duration duration, Path output) throws IOException, InterruptedException {
        return run(List.of(), List.of(), duration, output);
    }

    /** Runs it with other classes first on the class path. */
    Child run(List<String> before, List<String> jvm, Duration duration, Path output)
            throws IOException, InterruptedException {
        List<String> classPath = new ArrayList<>(before);
        classPath.addAll(Child.classPath());
        List<String> all = new ArrayList<>(List.of("-Xmx1g"));
        all.addAll(options);
        all.addAll(jvm);
        return Child.run(classPath, all, List.of(main, duration.toString()), output, duration.plus(GRACE));
    }

    /** What it reported at the end. */
    static List<String> summary(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }
}
