package dev.weft.stress.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs single tests of core: those of its internal classes, those of what observers find, and those of virtual time. Some
 * mutants need all of the library.
 */
final class CoreTests {
    private static final String INTERNAL = "dev.weft.internal";

    /** These run on Weft's own scheduler. */
    private static final String SCHEDULER = INTERNAL + ".scheduler";

    private static final String OBSERVERS = "dev.weft.observe";
    private static final String TESTING = "dev.weft.testing";

    private CoreTests() {}

    /** Whether a name is that of such a test. */
    static boolean has(String test) {
        return test.startsWith(INTERNAL) || test.startsWith(OBSERVERS) || test.startsWith(TESTING);
    }

    static Child run(String test, List<String> before, Path project, Path output)
            throws IOException, InterruptedException {
        List<String> jvm = new ArrayList<>(List.of("-Xmx1g"));
        if (test.startsWith(SCHEDULER)) {
            jvm.addAll(Kind.OWN_SCHEDULER_OPTIONS);
        }
        List<String> classPath = new ArrayList<>(before);
        classPath.addAll(Child.classPath());
        classPath.add(project.resolve("core").resolve("target").resolve("test-classes").toString());
        return JUnit.run(JUnit.one(test), jvm, classPath, output);
    }
}
