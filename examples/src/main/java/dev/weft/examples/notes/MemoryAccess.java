package dev.weft.examples.notes;

import static dev.weft.Go.go;

import dev.weft.sync.Mutex;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * The program of {@link DataRace} with its memory accesses synchronized: a mutex makes the two reads of the variable
 * one step, and no change can come between them.
 *
 * <p>Output: something is printed every time. Which of the two goroutines comes first, and so whether it is 0 or 1, is
 * still not determined: the data race is gone, the race condition is not. The program runs a thousand times and reports
 * how often it saw each.
 */
public final class MemoryAccess {
    private MemoryAccess() {}

    private static final class Memory {
        final Mutex access = new Mutex();
        int value;
    }

    /** Runs the program of the notes; returns what it prints. */
    @SuppressWarnings("DuplicateBranches") // as in the notes
    private static String race() {
        Memory memory = new Memory();
        go(() -> {
            memory.access.lock();
            memory.value++;
            memory.access.unlock();
        });
        memory.access.lock();
        try {
            if (memory.value == 0) {
                return String.format("the value is %d.", memory.value);
            } else {
                return String.format("the value is %d.", memory.value);
            }
        } finally {
            memory.access.unlock();
        }
    }

    static void run(PrintStream out) {
        Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < 1000; i++) {
            seen.merge(race(), 1, Integer::sum);
        }
        seen.forEach((printed, times) -> out.printf("printed \"%s\": %d of 1000 runs%n", printed, times));
    }

    public static void main(String[] args) {
        run(System.out);
    }
}
