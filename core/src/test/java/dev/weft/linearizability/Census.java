package dev.weft.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.linearizability.Answer.End;
import dev.weft.linearizability.Call.Communicate;
import dev.weft.linearizability.Call.Patience;
import dev.weft.support.ChannelModel;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts the events in many histories, because histories in which nothing happens are easily explained. */
final class Census {
    private enum Event {
        MEETING, TIME_OUT, CLOSE_SEEN, INTERRUPTED_BY_ANOTHER, STANDSTILL
    }

    private final Map<Event, Integer> counts = new EnumMap<>(Event.class);
    private int histories;

    /** Adds a history that has an explanation. */
    void add(List<ChannelModel> channels, List<Operation> history) {
        histories++;
        for (Operation op : history) {
            if (op.call() instanceof Call.Standstill) {
                count(Event.STANDSTILL);
            } else if (op.call() instanceof Communicate c) {
                add(op, c, channels, history);
            }
        }
    }

    private void add(Operation op, Communicate c, List<ChannelModel> channels, List<Operation> history) {
        switch (op.answer().end()) {
            case DONE -> {
                Call.Arm arm = c.arms().get(op.answer().arm());
                if (!arm.sends() && op.answer().value() == null) {
                    count(Event.CLOSE_SEEN);
                } else if (arm.sends() && channels.get(arm.channel()).capacity() == 0) {
                    count(Event.MEETING);
                }
            }
            case NOTHING -> {
                if (c.patience() == Patience.FOR_A_TIME) {
                    count(Event.TIME_OUT);
                }
            }
            case CLOSED -> count(Event.CLOSE_SEEN);
            case INTERRUPTED -> {
                if (lastInterrupt(op, history).thread() != Execution.NOBODY) {
                    count(Event.INTERRUPTED_BY_ANOTHER);
                }
            }
            case NULL -> {} // not specific enough
        }
    }

    private static Operation lastInterrupt(Operation op, List<Operation> history) {
        return history.stream()
                .filter(other -> other.call() instanceof Call.Interrupt i
                        && i.thread() == op.thread()
                        && other.invoked() < op.returned())
                .max(Comparator.comparingLong(Operation::invoked))
                .orElseThrow();
    }

    private void count(Event event) {
        counts.merge(event, 1, Integer::sum);
    }

    /** The limit is far below the usual counts; it detects programs that no longer do some of it. */
    void assertEnough() {
        for (Event event : Event.values()) {
            assertThat(counts.getOrDefault(event, 0))
                    .as("%s in %d histories: %s", event, histories, counts)
                    .isGreaterThan(histories / 10);
        }
    }
}
