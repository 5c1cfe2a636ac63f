package dev.weft.soak;

import java.util.List;
import java.util.Set;

/** Finds platform threads that were not there at the start. Used while no round runs. */
final class Leftovers {
    /** What carriers of Weft's own scheduler are called. */
    private static final String CARRIER = "weft-carrier-";

    /**
     * The JDK's threads for virtual threads, those of Weft's own scheduler, and the library's alarm thread, which ends by
     * itself.
     */
    private static final List<String> KNOWN = List.of(
            "ForkJoinPool-",
            "VirtualThread-",
            "weft-alarms",
            CARRIER,
            "weft-monitor",
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

    /** How many carriers Weft's own scheduler has. */
    static long carriers() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith(CARRIER)).count();
    }
}
