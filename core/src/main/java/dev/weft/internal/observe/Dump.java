package dev.weft.internal.observe;

import dev.weft.GoroutineState;
import dev.weft.internal.goroutine.Tracking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states of goroutines as text, in Go's form. Of more than {@link #MANY}, those that are at the same place are listed once. */
public final class Dump {
    /** Go prints each goroutine; nobody reads thousands. */
    static final int MANY = 100;

    private static final String BLANK_LINE = "\n\n";

    /** What goroutines have in common that are listed together. */
    private record Place(String waitReason, List<StackTraceElement> stack, @Nullable StackTraceElement createdBy) {
        static Place of(GoroutineState s) {
            return new Place(s.waitReason(), s.stack(), s.createdBy());
        }
    }

    private Dump() {}

    /**
     * The text for all goroutines that are known.
     *
     * @return the text, without a line break at its end
     */
    public static String ofAll() {
        StringBuilder text = new StringBuilder();
        try {
            printAll(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringBuilder throws none
        }
        return text.toString();
    }

    /**
     * Prints the text for all goroutines that are known.
     *
     * @param out where to; what it throws is passed on
     * @throws IOException if it does
     */
    public static void printAll(Appendable out) throws IOException {
        List<GoroutineState> all = Known.states();
        if (all.isEmpty() && !Tracking.isOn()) {
            out.append("no goroutines are known; those outside of Go.run would be if they were tracked");
        } else {
            print(all, out);
        }
    }

    /**
     * The text, below something else.
     *
     * @param states the states
     * @return a blank line and the text; empty if there are none
     */
    public static String appendix(Collection<GoroutineState> states) {
        return states.isEmpty() ? "" : BLANK_LINE + text(states);
    }

    /** The text for some goroutines; empty if there are none. */
    static String text(Collection<GoroutineState> states) {
        StringBuilder text = new StringBuilder();
        try {
            print(states, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringBuilder throws none
        }
        return text.toString();
    }

    private static void print(Collection<GoroutineState> states, Appendable out) throws IOException {
        String before = "";
        if (states.size() <= MANY) {
            for (GoroutineState state : states) {
                out.append(before).append(state.toString());
                before = BLANK_LINE;
            }
            return;
        }
        Map<Place, List<GoroutineState>> places = new LinkedHashMap<>();
        states.forEach(s -> places.computeIfAbsent(Place.of(s), p -> new ArrayList<>()).add(s));
        List<List<GoroutineState>> groups = new ArrayList<>(places.values());
        groups.sort(Comparator.<List<GoroutineState>>comparingInt(List::size).reversed()); // stable
        for (List<GoroutineState> group : groups) {
            out.append(before).append(group.size() == 1 ? group.get(0).toString() : together(group));
            before = BLANK_LINE;
        }
    }

    private static String together(List<GoroutineState> group) {
        GoroutineState one = group.get(0);
        StringBuilder text =
                new StringBuilder().append(group.size()).append(" goroutines, among them ").append(one.id());
        for (int i = 1; i < Math.min(3, group.size()); i++) {
            text.append(", ").append(group.get(i).id());
        }
        text.append(" [").append(one.waitReason());
        long longest = group.stream().mapToLong(s -> s.waiting().toMinutes()).max().orElse(0);
        if (longest > 0) {
            long shortest = group.stream().mapToLong(s -> s.waiting().toMinutes()).min().orElse(0);
            text.append(", ").append(shortest == longest ? "" : shortest + " to ").append(longest).append(" minutes");
        }
        text.append("]:");
        one.stack().forEach(call -> text.append("\n\tat ").append(call));
        if (one.createdBy() != null) {
            text.append("\ncreated by ").append(one.createdBy());
            if (group.stream().allMatch(s -> s.creator() == one.creator())) {
                text.append(" in goroutine ").append(one.creator());
            }
        }
        return text.toString();
    }
}
