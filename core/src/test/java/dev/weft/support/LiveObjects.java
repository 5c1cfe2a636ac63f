package dev.weft.support;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What survives a full garbage collection.
 *
 * @param bytes how much memory all objects take
 * @param ofTheLibrary how many objects are instances of the library's classes
 */
public record LiveObjects(long bytes, long ofTheLibrary) {
    /** Collects the garbage, and counts what is left. */
    public static LiveObjects count() {
        long bytes = 0;
        long ofTheLibrary = 0;
        for (String line : histogram().lines().toList()) {
            String[] columns = line.trim().split("\\s+"); // number, objects, bytes, class
            if (columns[0].endsWith(":")) {
                bytes += Long.parseLong(columns[2]);
                if (columns[3].startsWith("dev.weft.")) {
                    ofTheLibrary += Long.parseLong(columns[1]);
                }
            }
        }
        return new LiveObjects(bytes, ofTheLibrary);
    }

    /** How many bytes an object of a class takes. There must be one, and all must be of the same size. */
    public static long sizeOf(Class<?> type) {
        for (String line : histogram().lines().toList()) {
            String[] columns = line.trim().split("\\s+");
            if (columns[0].endsWith(":") && columns[3].equals(type.getName())) {
                return Long.parseLong(columns[2]) / Long.parseLong(columns[1]);
            }
        }
        throw new AssertionError("no object of " + type);
    }

    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}
