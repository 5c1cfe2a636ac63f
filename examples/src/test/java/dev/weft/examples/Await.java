package dev.weft.examples;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** Waits for a condition that must hold eventually, and fails if that takes very long. */
public final class Await {
    private static final Pattern VIRTUAL = Pattern.compile("#\\d+ \".*\" virtual\\b.*");

    private Await() {}

    /** Waits until the condition holds. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Output.LONG.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not in time: " + what);
            }
            Thread.sleep(1);
        }
    }

    /** Waits until no goroutine, or any other virtual thread, runs or waits in code of this class's package. */
    public static void noGoroutinesOf(Class<?> one) throws Exception {
        until("the end of all goroutines of " + one.getPackageName(), () -> goroutinesOf(one).isEmpty());
    }

    /** The virtual threads with code of this class's package on their stacks, taken from a thread dump. */
    public static List<String> goroutinesOf(Class<?> one) throws IOException {
        Path dir = Files.createTempDirectory("weft");
        Path file = dir.resolve("threads");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
            return Pattern.compile("\\R\\R").splitAsStream(Files.readString(file))
                    .filter(thread -> VIRTUAL.matcher(thread).lookingAt())
                    .filter(thread -> thread.contains(one.getPackageName() + ".")).toList();
        } finally {
            Files.deleteIfExists(file);
            Files.delete(dir);
        }
    }
}
