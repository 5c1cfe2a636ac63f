package dev.weft.stress.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs single tests of core: those of Weft's own scheduler, of which some mutants need all of it. */
final class CoreTests {
    static final String PACKAGE = "dev.weft.internal.scheduler";

    private CoreTests() {}

    static Child run(String test, List<String> before, Path project, Path output)
            throws IOException, InterruptedException {
        List<String> jvm = new ArrayList<>(Kind.OWN_SCHEDULER_OPTIONS);
        jvm.add("-Xmx1g");
        List<String> classPath = new ArrayList<>(before);
        classPath.addAll(Child.classPath());
        classPath.add(project.resolve("core").resolve("target").resolve("test-classes").toString());
        return JUnit.run(JUnit.one(test), jvm, classPath, output);
    }
}
