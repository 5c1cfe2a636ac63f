package dev.weft.support;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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

    /** Adds the options of this virtual machine that say what carries goroutines. */
    public static List<String> onThisScheduler(List<String> options) {
        List<String> all = new ArrayList<>(options);
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (option.startsWith("-Djdk.virtualThreadScheduler.")
                    || option.startsWith("-Dweft.scheduler")
                    || option.startsWith("--add-opens")) {
                all.add(option);
            }
        }
        return all;
    }

    /** Surefire's own class path is a jar that names the others. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
