package dev.weft.soak;

import java.util.List;
import java.util.Set;

/** Finds platform threads that were not there at the start. Used while no round runs. */
final class Leftovers {
    /** The JDK's threads for virtual threads, and the library's alarm thread, which ends by itself. */
    private static final List<String> KNOWN = List.of(
            "ForkJoinPool-",
            "VirtualThread-",
            "weft-alarms",
            "Attach Listener",
            "Common-Cleaner",
            "JFR ",
            "process reaper");

    private final Set<Thread> atStart = Thread.getAllStackTraces().keySet();

    /** The threads that should not be there. */
    List<Thread> find() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t != Thread.currentThread() && !atStart.contains(t))
                .filter(t -> KNOWN.stream().noneMatch(t.getName()::startsWith))
                .toList();
    }
}
