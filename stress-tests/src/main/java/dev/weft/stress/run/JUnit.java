package dev.weft.stress.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs JUnit tests in a process of their own. */
final class JUnit {
    /** The exit status of its launcher if a test failed. Any other means that no test was found, or none could run. */
    static final int FAILED = 1;

    private static final Duration LIMIT = Duration.ofMinutes(15);

    private JUnit() {}

    /** Selects one test: {@code class}, or {@code class#method}. */
    static String one(String test) {
        return test.contains("#") ? "--select-method=" + test : "--select-class=" + test;
    }

    static Child run(String selection, List<String> jvm, List<String> classPath, Path output)
            throws IOException, InterruptedException {
        List<String> program = new ArrayList<>(
                List.of("org.junit.platform.console.ConsoleLauncher", "execute", "--disable-banner",
                        "--disable-ansi-colors", "--details=tree",
                        "--fail-if-no-tests"));
        program.add(selection);
        return Child.run(classPath, jvm, program, output, LIMIT);
    }
}
