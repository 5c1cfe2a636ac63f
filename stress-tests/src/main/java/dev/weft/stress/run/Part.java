package dev.weft.stress.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A part of the long pass. It can be run alone, and has a report of its own. */
enum Part {
    /** Every jcstress test on platform threads, in four kinds of JVM. */
    JCSTRESS_THREADS(Kind.PLATFORM_THREADS),
    /** The same on goroutines. */
    JCSTRESS_GOROUTINES(Kind.GOROUTINES),
    /** The same on goroutines of Weft's own scheduler. */
    JCSTRESS_SCHEDULER(Kind.OWN_SCHEDULER),
    /** Every mutant. Without a mutant, the same tests run in the other parts and in the build. */
    MUTANTS("Mutants"),
    /** The model checker, and the programs that run for a time. */
    PROGRAMS("Model checking and programs");

    private final String heading;
    private final Optional<Kind> kind;

    Part(String heading) {
        this.heading = heading;
        this.kind = Optional.empty();
    }

    Part(Kind kind) {
        this.heading = "jcstress on " + kind;
        this.kind = Optional.of(kind);
    }

    /** What the sides of jcstress tests run on in this part; empty if it has none. */
    Optional<Kind> kind() {
        return kind;
    }

    String heading() {
        return heading;
    }

    /** What it is called on the command line, and its report in the directory of results. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one with this title; empty if there is none. */
    static Optional<Part> titled(String title) {
        return Stream.of(values()).filter(p -> p.title().equals(title)).findFirst();
    }

    /** The titles of all. */
    static List<String> titles() {
        return Stream.of(values()).map(Part::title).toList();
    }
}
