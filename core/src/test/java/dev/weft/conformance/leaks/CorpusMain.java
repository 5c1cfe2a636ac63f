package dev.weft.conformance.leaks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the whole corpus as a program, so that it can be tried with other options of the virtual machine. It prints
 * which collector there is, and how it went.
 *
 * <p>With the argument {@code together}, many programs run before anything is looked for, which takes a second or two;
 * with {@code each}, each is tried by itself.
 */
final class CorpusMain {
    /** As many as the library remembers of those that it finds itself before it is asked. */
    private static final int MOST_LEAKS = 1000;

    private CorpusMain() {}

    public static void main(String[] args) {
        System.out.println("collector: " + ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(MemoryManagerMXBean::getName).toList());
        List<LeakProgram> programs = Corpus.programs();
        try {
            switch (args[0]) {
                case "together" -> run(batches(programs));
                case "each" -> run(programs.stream().map(List::of).toList());
                default -> throw new IllegalArgumentException(args[0]);
            }
            System.exit(0);
        } catch (Throwable t) {
            t.printStackTrace();
            System.exit(1);
        }
    }

    /** Trials, in the order of the programs, that leak no more than {@link #MOST_LEAKS} each. */
    private static List<List<LeakProgram>> batches(List<LeakProgram> programs) {
        List<List<LeakProgram>> batches = new ArrayList<>();
        int leaks = 0;
        for (LeakProgram program : programs) {
            leaks += program.leaks().size();
            if (batches.isEmpty() || leaks > MOST_LEAKS) {
                batches.add(new ArrayList<>());
                leaks = program.leaks().size();
            }
            batches.getLast().add(program);
        }
        return batches;
    }

    private static void run(List<List<LeakProgram>> trials) throws Exception {
        long start = System.nanoTime();
        int late = 0;
        for (List<LeakProgram> programs : trials) {
            late += Trial.run(programs, false) - 1;
            late += Trial.run(programs, true) - 1;
        }
        System.out.printf("%d programs in %d trials, all as expected; %d more collections than trials; %,d ms%n",
                trials.stream().mapToInt(List::size).sum(), 2 * trials.size(), late,
                (System.nanoTime() - start) / 1_000_000);
    }
}
