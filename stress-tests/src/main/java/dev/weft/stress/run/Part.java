package dev.weft.stress.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A part of the long pass. It can be run alone, and has a report of its own. */
enum Part {
    /** Every jcstress test, in four kinds of JVM. */
    JCSTRESS("jcstress"),
    /** Every mutant. Without a mutant, the same tests run in the other parts and in the build. */
    MUTANTS("Mutants"),
    /** The model checker, and the programs that run for a time. */
    PROGRAMS("Model checking and programs");

    private final String heading;

    Part(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }

    /** What it is called on the command line, and its report in the directory of results. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
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
