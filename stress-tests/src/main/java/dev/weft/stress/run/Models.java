package dev.weft.stress.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs tests of the model checker, which are JUnit tests, in a process of their own. */
final class Models {
    static final String PACKAGE = "dev.weft.modelcheck";

    /**
     * The exit status of JUnit's launcher if a test failed. Any other means that no test was found, or none could run.
     */
    static final int FAILED = 1;

    /** The factor by which the work exceeds that of a build. */
    private static final int MORE_WORK = 3;

    private static final Duration LIMIT = Duration.ofMinutes(15);

    /** As in the pom, for Maven's runs. */
    private static final List<String> JVM = List.of("-Xmx1g", "-XX:+EnableDynamicAgentLoading",
            "-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1");

    private Models() {}

    /** Runs one test: {@code class}, or {@code class#method}. */
    static Child run(String test, List<String> before, Path output) throws IOException, InterruptedException {
        return run(List.of(test.contains("#") ? "--select-method=" + test : "--select-class=" + test), List.of(),
                before,
                output);
    }

    /** Runs all tests, with more work for each. */
    static Child runAll(Path output) throws IOException, InterruptedException {
        return run(List.of("--select-package=" + PACKAGE), List.of("-Dweft.iterations=" + MORE_WORK), List.of(),
                output);
    }

    private static Child run(List<String> selection, List<String> more, List<String> before, Path output)
            throws IOException, InterruptedException {
        List<String> jvm = new ArrayList<>(JVM);
        jvm.addAll(more);
        List<String> classPath = new ArrayList<>(before);
        classPath.addAll(Child.classPathOfTests());
        List<String> program = new ArrayList<>(
                List.of("org.junit.platform.console.ConsoleLauncher", "execute", "--disable-banner",
                        "--disable-ansi-colors", "--details=tree",
                        "--fail-if-no-tests"));
        program.addAll(selection);
        return Child.run(classPath, jvm, program, output, LIMIT);
    }
}
