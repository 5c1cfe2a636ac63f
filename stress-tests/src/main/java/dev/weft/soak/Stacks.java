package dev.weft.soak;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Where threads are: each stack once, with the number of threads in it. Made from the threads themselves, because the
 * JDK's own dump of virtual threads can crash it (25.0.3) while they run.
 */
final class Stacks {
    /** Looking at hundreds of thousands would take too long, and reveal no more. */
    private static final int MOST = 20_000;

    private static final int FRAMES = 14;

    private final Map<String, Map<String, Integer>> whoByStack = new LinkedHashMap<>();
    private int seen;

    void add(String who, Thread thread) {
        if (seen++ < MOST) {
            whoByStack.computeIfAbsent(stack(thread), s -> new TreeMap<>()).merge(who, 1, Integer::sum);
        }
    }

    private static String stack(Thread thread) {
        if (thread == null) {
            return "";
        }
        StringBuilder text = new StringBuilder("  ")
                .append(thread.isVirtual() ? "virtual, " : "platform, ")
                .append(thread.getState())
                .append(", ")
                .append(LockSupport.getBlocker(thread));
        Arrays.stream(thread.getStackTrace())
                .filter(f -> !f.getClassName().startsWith("java.lang.VirtualThread"))
                .limit(FRAMES)
                .forEach(f -> text.append("\n    at ").append(f));
        return text.toString();
    }

    /** The platform threads of the process. */
    static String ofPlatformThreads() {
        Stacks stacks = new Stacks();
        Thread.getAllStackTraces().keySet().forEach(t -> stacks.add(t.getName(), t));
        return stacks.toString();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        whoByStack.forEach((stack, who) -> text.append(who).append('\n').append(stack).append('\n'));
        if (seen > MOST) {
            text.append("and ").append(seen - MOST).append(" more\n");
        }
        return text.toString();
    }
}
