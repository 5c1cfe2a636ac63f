package dev.weft.internal.observe;

import dev.weft.internal.trace.LibraryFrames;
import java.util.Arrays;
import java.util.List;

/** The part of a goroutine's stack that its reader wants to see. */
final class Stack {
    private Stack() {}

    /**
     * Leaves out how the library waits, down to the operation that the goroutine has called; and how the library and
     * the JDK have started the goroutine, and JUnit the test that it runs. The result does not keep what is left out.
     */
    static List<StackTraceElement> trim(StackTraceElement[] calls) {
        int end = calls.length;
        while (end > 0 && isStart(calls[end - 1])) {
            end--;
        }
        end = endOfTest(calls, end);
        int begin = 0;
        while (begin < end && isParking(calls[begin])) {
            begin++;
        }
        if (begin == end || !isOurs(calls[begin])) {
            return List.of(Arrays.copyOfRange(calls, begin, end)); // it waits in the JDK, or runs
        }
        int operation = begin;
        while (operation + 1 < end && isOurs(calls[operation + 1])) {
            operation++;
        }
        if (operation + 1 < end) { // there is a caller
            while (isOurs(calls[end - 1])) {
                end--;
            }
        } else { // the goroutine's task is the operation itself, as in go(mutex::lock)
            operation = begin;
            while (operation + 1 < end && (isHidden(calls[operation])
                    || calls[operation].getClassName().equals(calls[operation + 1].getClassName()))) {
                operation++;
            }
        }
        return List.of(Arrays.copyOfRange(calls, operation, end));
    }

    /** Where the calls end that a test of JUnit has made, which calls it by reflection; the same end if this is none. */
    private static int endOfTest(StackTraceElement[] calls, int end) {
        for (int i = end - 1; i > 0; i--) {
            if (isReflection(calls[i - 1]) && calls[i].getClassName().startsWith("org.junit.")) {
                while (i > 0 && isReflection(calls[i - 1])) {
                    i--;
                }
                return i;
            }
        }
        return end;
    }

    private static boolean isReflection(StackTraceElement call) {
        return call.getClassName().startsWith("java.lang.reflect.")
                || call.getClassName().startsWith("jdk.internal.reflect.");
    }

    private static boolean isHidden(StackTraceElement call) {
        return call.getClassName().startsWith("dev.weft.internal.");
    }

    private static boolean isOurs(StackTraceElement call) {
        return LibraryFrames.contain(call.getClassName());
    }

    private static boolean isStart(StackTraceElement call) {
        String c = call.getClassName();
        return c.equals("java.lang.VirtualThread") || c.equals("java.lang.Thread")
                || c.startsWith("java.util.concurrent.ThreadPerTaskExecutor")
                || c.startsWith("dev.weft.internal.goroutine.");
    }

    private static boolean isParking(StackTraceElement call) {
        String c = call.getClassName();
        return c.equals("java.lang.VirtualThread") || c.startsWith("java.lang.System$") || c.startsWith("jdk.internal.")
                || c.equals("java.util.concurrent.locks.LockSupport");
    }
}
