package dev.weft.examples.notes;

import static dev.weft.Go.go;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * One goroutine changes a variable while another reads it, twice.
 *
 * <p>Output: not determined. Nothing is printed if the goroutine comes first, 0 if it comes last, and 1 if it comes
 * between the two reads. The program runs a thousand times and reports how often it saw each. Even if it sees all
 * three, that proves nothing: without synchronization, no rule says what is seen when. {@link MemoryAccess} is the
 * repaired program.
 */
public final class DataRace {
    private DataRace() {}

    private static final class Memory {
        int data;
    }

    /** Runs the program of the notes; returns what it prints. */
    private static String race() {
        Memory memory = new Memory();
        go(() -> memory.data++);
        if (memory.data == 0) {
            return String.format("the value is %d.", memory.data);
        }
        return "";
    }

    static void run(PrintStream out) {
        Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < 1000; i++) {
            seen.merge(race(), 1, Integer::sum);
        }
        seen.forEach((printed, times) -> out.printf("printed %s: %d of 1000 runs%n",
                printed.isEmpty() ? "nothing" : '"' + printed + '"', times));
    }

    public static void main(String[] args) {
        run(System.out);
    }
}
