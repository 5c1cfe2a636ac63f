package dev.weft.stress.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program in a JVM of its own, with a time limit: if it hangs, it is killed, with all its descendants.
 *
 * @param status
 *            its exit status, or {@link #OUT_OF_TIME}
 */
record Child(int status) {
    static final int OUT_OF_TIME = -1;

    /** Where Maven puts tests; they include a parker for the model checker that jcstress must not see. */
    private static final String TESTS = "test-classes";

    /** Runs a program, whose output goes to the file. */
    static Child run(List<String> classPath, List<String> jvm, List<String> program, Path output, Duration limit)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
        command.addAll(program);
        Path directory = Files.createDirectories(output.toAbsolutePath().getParent());
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        Thread whenThisEnds = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(whenThisEnds);
        try {
            return new Child(
                    process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : OUT_OF_TIME);
        } finally {
            end(process);
            Runtime.getRuntime().removeShutdownHook(whenThisEnds);
        }
    }

    /** Kills the parent first, or it would start more of them. */
    private static void end(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /** The class path of this program, with the tests. */
    static List<String> classPathOfTests() {
        return new ArrayList<>(Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator)));
    }

    /** The class path of this program, without the tests. */
    static List<String> classPath() {
        return classPathOfTests().stream().filter(e -> !Path.of(e).endsWith(TESTS))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    boolean succeeded() {
        return status == 0;
    }

    @Override
    public String toString() {
        return status == OUT_OF_TIME ? "ended, as it took too long" : "exit status " + status;
    }
}
