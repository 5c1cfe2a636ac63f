package dev.weft.internal.observe;

import dev.weft.GoroutineState;
import dev.weft.internal.goroutine.GoroutineRecord;
import dev.weft.internal.goroutine.Members;
import dev.weft.internal.goroutine.Program;
import dev.weft.internal.goroutine.Tracking;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** The goroutines that are known: the members of all programs, and the others that are tracked. */
public final class Known {
    private Known() {}

    /** The records of all that are known, by their numbers. */
    static List<GoroutineRecord> records() {
        List<GoroutineRecord> all = new ArrayList<>(Members.ofAllPrograms());
        all.addAll(Tracking.outside());
        all.sort(Comparator.comparingLong(GoroutineRecord::id));
        return all;
    }

    /**
     * How many are known.
     *
     * @return the number of goroutines of the program of the current one or, outside of programs, of all
     */
    public static int count() {
        Program program = Program.current();
        return program != null
                ? program.members().present().size()
                : Members.ofAllPrograms().size() + Tracking.outside().size();
    }

    /**
     * What all that are known do now.
     *
     * @return their states, by their numbers
     */
    public static List<GoroutineState> states() {
        List<GoroutineState> states = new ArrayList<>();
        SharedStacks stacks = new SharedStacks();
        for (GoroutineRecord goroutine : records()) {
            GoroutineState state = Look.state(goroutine);
            if (state != null) {
                states.add(at(stacks.share(state.stack()), state));
            }
        }
        return states;
    }

    /**
     * What some of those that are known do now.
     *
     * @param which whether the state of the goroutine with this thread is wanted
     * @return their states, by their numbers
     */
    public static List<GoroutineState> states(Predicate<? super Thread> which) {
        List<GoroutineState> states = new ArrayList<>();
        for (GoroutineRecord goroutine : records()) {
            Thread thread = goroutine.thread();
            GoroutineState state = thread != null && which.test(thread) ? Look.state(goroutine) : null;
            if (state != null) {
                states.add(state);
            }
        }
        return states;
    }

    /** What these do now, by their numbers; without those that have ended. */
    static List<GoroutineState> states(Collection<? extends GoroutineRecord> goroutines) {
        return goroutines.stream()
                .sorted(Comparator.comparingLong(GoroutineRecord::id))
                .map(Look::state)
                .filter(Objects::nonNull)
                .toList();
    }

    private static GoroutineState at(List<StackTraceElement> stack, GoroutineState s) {
        return stack == s.stack()
                ? s
                : new GoroutineState(s.id(), s.name(), s.waitReason(), s.waiting(), stack, s.createdBy(), s.creator());
    }
}
