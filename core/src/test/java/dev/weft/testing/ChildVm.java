package dev.weft.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a test program in a virtual machine of its own, which may run out of memory or threads. */
public final class ChildVm {
    private ChildVm() {}

    /**
     * Runs the program to its end.
     *
     * @param before a command to put before the virtual machine's own, which it starts
     * @return what the program has printed; fails unless it ends in time, with status 0
     */
    public static String run(List<String> before, List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        File output = File.createTempFile("child", ".txt");
        try {
            Process child = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
            boolean ended = child.waitFor(Goroutines.LONG.toSeconds(), TimeUnit.SECONDS);
            child.destroyForcibly().waitFor();
            String printed = Files.readString(output.toPath());
            if (!ended || child.exitValue() != 0) {
                throw new AssertionError((ended ? "ended with " + child.exitValue() : "hangs") + ":\n" + printed);
            }
            return printed;
        } finally {
            Files.delete(output.toPath());
        }
    }

    /** Surefire's own class path is a jar that names the others. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
