package dev.weft.examples;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the examples: without arguments, all of them in turn (the tour); with {@code list}, it prints their names; with
 * names, it runs the named ones.
 */
public final class Main {
    /**
     * The exit status for a name that does not exist. Maven treats it as a success, and adds nothing to our message.
     */
    private static final int NO_SUCH_NAME = 2;

    private Main() {}

    public static void main(String[] args) throws Exception {
        int status = run(System.out, System.err, args);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Returns the exit status: 0, or 2 if there is no example of that name. */
    static int run(PrintStream out, PrintStream err, String... args) throws Exception {
        if (args.length == 0) {
            tour(out, Catalog.EXAMPLES);
            return 0;
        }
        if (args.length == 1 && args[0].equals("list")) {
            int width = Catalog.EXAMPLES.stream().mapToInt(example -> example.name().length()).max().orElse(0);
            for (Example example : Catalog.EXAMPLES) {
                out.println(example.name() + " ".repeat(width + 2 - example.name().length()) + example.summary());
            }
            return 0;
        }
        List<Example> chosen = new ArrayList<>();
        for (String name : args) {
            Optional<Example> example = Catalog.find(name);
            if (example.isEmpty()) {
                err.println(noSuchExample(name));
                return NO_SUCH_NAME;
            }
            chosen.add(example.get());
        }
        for (Example example : chosen) {
            heading("", example, out);
            example.body().run(out);
            out.println();
        }
        return 0;
    }

    /** Runs examples in turn, and prints for each its place in the tour and the path of its source. */
    static void tour(PrintStream out, List<Example> examples) throws Exception {
        out.println(examples.size() + " examples, one after the other, in half a minute or so."
                + " -Dexample=list lists them, -Dexample=NAME runs one.");
        long start = System.nanoTime();
        for (int i = 0; i < examples.size(); i++) {
            out.println();
            heading((i + 1) + " of " + examples.size() + ": ", examples.get(i), out);
            examples.get(i).body().run(out);
        }
        out.println();
        out.println("That was the tour: " + examples.size() + " examples in "
                + (System.nanoTime() - start) / 1_000_000_000 + " s."
                + " The porting guide takes Go's constructs one by one: examples/README.md");
    }

    private static void heading(String number, Example example, PrintStream out) {
        out.println("== " + number + example.name() + ": " + example.summary());
        out.println("   " + example.source());
        if (Files.exists(here(example.goSource()))) {
            out.println("   " + example.goSource());
        }
    }

    /** Resolves a path from the top of the repository, for a process that runs there or in this module. */
    private static Path here(Path path) {
        return Files.isDirectory(path.getName(0)) ? path : path.getName(0).relativize(path);
    }

    private static String noSuchExample(String name) {
        List<String> nearest = Nearest.to(name, Catalog.EXAMPLES.stream().map(Example::name).toList());
        return "no example is called \"" + name + "\"; "
                + (nearest.isEmpty() ? "" : "did you mean " + String.join(" or ", nearest) + "? ")
                + "-Dexample=list lists all " + Catalog.EXAMPLES.size();
    }
}
