package dev.weft.stress.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs tests of the model checker, which are JUnit tests, in a process of their own. */
final class Models {
    static final String PACKAGE = "dev.weft.modelcheck";

    /** The factor by which the work exceeds that of a build. */
    private static final int MORE_WORK = 3;

    /** As in the pom, for Maven's runs. */
    private static final List<String> JVM = List.of("-Xmx1g", "-XX:+EnableDynamicAgentLoading",
            "-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1");

    private Models() {}

    /** Runs one test: {@code class}, or {@code class#method}. */
    static Child run(String test, List<String> before, Path output) throws IOException, InterruptedException {
        return run(JUnit.one(test), List.of(), before, output);
    }

    /** Runs all tests, with more work for each. */
    static Child runAll(Path output) throws IOException, InterruptedException {
        return run("--select-package=" + PACKAGE, List.of("-Dweft.iterations=" + MORE_WORK), List.of(), output);
    }

    private static Child run(String selection, List<String> more, List<String> before, Path output)
            throws IOException, InterruptedException {
        List<String> jvm = new ArrayList<>(JVM);
        jvm.addAll(more);
        List<String> classPath = new ArrayList<>(before);
        classPath.addAll(Child.classPathOfTests());
        return JUnit.run(selection, jvm, classPath, output);
    }
}
