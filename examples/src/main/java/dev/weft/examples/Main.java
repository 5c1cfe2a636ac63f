package dev.weft.examples;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the examples: without arguments all in turn, the tour; with {@code list} it prints their names; with
 * names it runs those.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        int status = run(System.out, System.err, args);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** The exit status: 0, or 2 if there is no example of that name. */
    static int run(PrintStream out, PrintStream err, String... args) throws Exception {
        if (args.length == 0) {
            for (Example example : Catalog.EXAMPLES) {
                out.println("== " + example.name() + ": " + example.summary());
                example.body().run(out);
                out.println();
            }
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
                err.println("no example is called \"" + name + "\"; \"list\" names them all");
                return 2;
            }
            chosen.add(example.get());
        }
        for (Example example : chosen) {
            example.body().run(out);
        }
        return 0;
    }
}
