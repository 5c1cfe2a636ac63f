package dev.weft.modelcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.jvm.agent.InstrumentationMode;
import org.jetbrains.lincheck.jvm.agent.JavaAgentAttachType;
import org.jetbrains.lincheck.jvm.agent.LincheckInstrumentation;

/**
 * How much the tests explore: 30 times as much with {@code -Dweft.modelcheck=long}, N times as much with {@code
 * -Dweft.iterations=N}.
 */
final class Effort {
    private static final int TIMES = Integer.getInteger(
            "weft.iterations", "long".equals(System.getProperty("weft.modelcheck")) ? 30 : 1);

    /** Interleavings of one program whose threads wait. */
    private static final int INTERLEAVINGS_OF_A_PROGRAM = 500;

    /** How often, at most, it repeats a run to show it. */
    private static final int REPEATS = 100;

    /** Different sequences of operations in one linearizability test. */
    private static final int SEQUENCES = 15;

    /** Interleavings of one sequence of operations. */
    private static final int INTERLEAVINGS_OF_A_SEQUENCE = 100;

    /** Runs of one sequence of operations on real threads. */
    private static final int RUNS_OF_A_SEQUENCE = 300;

    private Effort() {}

    /**
     * Runs random sequences of operations, interleaved by Lincheck, and compares the results with a model.
     *
     * @param operations a class whose operations are annotated
     * @param model a class that has the same operations
     */
    static void checkModel(Class<?> operations, Class<?> model) {
        attach();
        sized(new ModelCheckingOptions().invocationsPerIteration(INTERLEAVINGS_OF_A_SEQUENCE))
                .sequentialSpecification(model)
                .check(operations);
    }

    /**
     * Does the same on real threads, with whatever interleavings happen: these include points that Lincheck does not
     * treat as steps.
     *
     * @param operations a class whose operations are annotated
     * @param model a class that has the same operations
     */
    static void checkStress(Class<?> operations, Class<?> model) {
        attach(); // or Lincheck would attach itself for this test, and no model could be checked after it
        sized(new StressOptions().invocationsPerIteration(RUNS_OF_A_SEQUENCE))
                .sequentialSpecification(model)
                .check(operations);
    }

    private static <O extends Options<O, ?>> O sized(O options) {
        return options.iterations(SEQUENCES * TIMES)
                .threads(2)
                .actorsBefore(2)
                .actorsPerThread(3)
                .actorsAfter(2);
    }

    /**
     * Runs a program again and again, each time with its threads interleaved in another way. It fails if the program
     * throws, or if all remaining threads wait.
     *
     * @param program what to run; its threads must share state in static fields, or Lincheck considers it unshared
     */
    static void explore(Runnable program) {
        explore(1, program);
    }

    /**
     * Does the same with more effort, for a program in which three threads have to meet before anything can go wrong.
     *
     * @param times how many times as many interleavings as usual
     * @param program what to run
     */
    static void explore(int times, Runnable program) {
        attach();
        Lincheck.runConcurrentTest(INTERLEAVINGS_OF_A_PROGRAM * TIMES * times, program);
    }

    /**
     * Does the same with objects that are made beforehand, one for each run: the checker takes a loop of more than some
     * dozen iterations for one that never ends.
     *
     * @param maker makes them
     * @param program what to run, with one of them
     * @return those that were used
     */
    static <T> List<T> exploreWith(Supplier<T> maker, Consumer<T> program) {
        List<T> made = new ArrayList<>();
        for (int i = INTERLEAVINGS_OF_A_PROGRAM * TIMES + REPEATS; i > 0; i--) {
            made.add(maker.get());
        }
        AtomicInteger used = new AtomicInteger();
        explore(() -> program.accept(made.get(used.getAndIncrement())));
        return made.subList(0, used.get());
    }

    /**
     * Has Lincheck prepare the classes once, as if it had been there from the start. By default it does so before every
     * test and undoes it afterwards, which takes several times as long as the tests do.
     */
    private static void attach() {
        LincheckInstrumentation lincheck = LincheckInstrumentation.INSTANCE;
        if (lincheck.getJavaAgentAttachType() != JavaAgentAttachType.STATIC) {
            lincheck.attachJavaAgentStatically(ByteBuddyAgent.install());
            lincheck.install(InstrumentationMode.MODEL_CHECKING);
        }
    }
}
