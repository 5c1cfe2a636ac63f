package dev.weft.soak;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The live heap, from the virtual machine's class histogram, which collects garbage first. The tables of the JDK's
 * scheduler are left out: they grow with the largest crowd that was ever runnable at once, and never shrink.
 */
final class LiveHeap {
    private static final String SCHEDULER_TABLES = "[Ljava.util.concurrent.ForkJoinTask;";

    private LiveHeap() {}

    /** The histogram as text: number, instances, bytes, class, module; the largest first. */
    static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new AssertionError("no histogram of classes", e);
        }
    }

    /** The bytes in a histogram. */
    static long bytes(String histogram) {
        long sum = 0;
        for (String line : histogram.lines().toList()) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length >= 4 && columns[0].endsWith(":") && !columns[3].equals(SCHEDULER_TABLES)) {
                sum += Long.parseLong(columns[2]);
            }
        }
        return sum;
    }

    /** The classes that take the most memory. */
    static String largest() {
        return String.join("\n", histogram().lines().limit(25).toList());
    }
}
