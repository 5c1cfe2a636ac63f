package dev.weft.linearizability;

import dev.weft.linearizability.Answer.End;
import dev.weft.linearizability.Call.Arm;
import dev.weft.linearizability.Call.Communicate;
import dev.weft.support.ChannelModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Searches for an order that explains a history: as the next operation, it tries each one that no other unplaced
 * operation precedes (Wing and Gong), and never tries the same set of placed operations with the same state of the
 * channels twice (Lowe).
 *
 * <p>On an unbuffered channel, a send and the receive of its element are placed as one: neither happens without the
 * other. The waiters are not part of the state. So a try on an unbuffered channel may always find nothing, unless the
 * channel is closed: no history tells whether a partner that was invoked had also arrived.
 *
 * <p>At a standstill all threads have arrived, so none may wait for what is there. Only those that were interrupted in
 * the end are judged: any other may have received what it waited for, and merely not have woken up yet.
 */
final class Linearizer {
    private static final ChannelModel NIL = ChannelModel.make(0); // never ready; and no two operations meet on it

    private record Visited(long placed, List<ChannelModel> channels) {}

    private final List<Operation> history;
    private final Map<Operation, List<Operation>> pending; // the waiting operations, by the standstill
    private final Set<Visited> visited = new HashSet<>();
    private final List<Operation> order = new ArrayList<>();

    private Linearizer(List<Operation> history, Map<Operation, List<Operation>> pending) {
        this.history = history;
        this.pending = pending;
    }

    /** Returns an order of the operations that explains the history on channels in this state, if there is one. */
    static Optional<List<Operation>> linearize(List<ChannelModel> channels, List<Operation> history) {
        if (!history.stream().allMatch(op -> hadItsInterrupt(op, history))) {
            return Optional.empty();
        }
        // An interrupted operation has not happened, and so may be placed anywhere. Its wait is part of the standstill.
        Map<Operation, List<Operation>> pending = new HashMap<>();
        List<Operation> happened = new ArrayList<>();
        for (Operation op : history) {
            if (op.call() instanceof Call.Standstill) {
                List<Operation> waited =
                        history.stream().filter(w -> wasInterrupted(w) && w.spans(op)).toList();
                if (!waited.isEmpty()) {
                    pending.put(op, waited);
                    happened.add(op);
                }
            } else if (!wasInterrupted(op) && !(op.call() instanceof Call.Interrupt)) {
                happened.add(op);
            }
        }
        if (happened.size() > Long.SIZE) {
            throw new IllegalArgumentException("more operations than a long has bits: " + happened.size());
        }
        Linearizer search = new Linearizer(happened, pending);
        return search.place(0, channels) ? Optional.of(search.order) : Optional.empty();
    }

    private static boolean wasInterrupted(Operation op) {
        return op.answer().end() == End.INTERRUPTED;
    }

    /** The exception clears the flag, so each needs an interrupt of its own, which had begun before. */
    private static boolean hadItsInterrupt(Operation op, List<Operation> history) {
        if (!wasInterrupted(op)) {
            return true;
        }
        long thrown = history.stream()
                .filter(other -> other.thread() == op.thread()
                        && wasInterrupted(other)
                        && other.returned() <= op.returned())
                .count();
        long sent = history.stream()
                .filter(other -> other.call() instanceof Call.Interrupt i
                        && i.thread() == op.thread()
                        && other.invoked() < op.returned())
                .count();
        return thrown <= sent;
    }

    private boolean place(long placed, List<ChannelModel> channels) {
        if (order.size() == history.size()) {
            return true;
        }
        if (!visited.add(new Visited(placed, channels))) {
            return false;
        }
        long firstReturn = Long.MAX_VALUE;
        for (int i = 0; i < history.size(); i++) {
            if (!isIn(placed, i)) {
                firstReturn = Math.min(firstReturn, history.get(i).returned());
            }
        }
        for (int i = 0; i < history.size(); i++) {
            if (isIn(placed, i) || history.get(i).invoked() > firstReturn) {
                continue;
            }
            Operation op = history.get(i);
            List<ChannelModel> after = alone(op, channels);
            if (after != null) {
                order.add(op);
                if (place(placed | 1L << i, after)) {
                    return true;
                }
                order.removeLast();
            }
            if (!meets(op, channels)) {
                continue;
            }
            for (int j = 0; j < history.size(); j++) {
                Operation partner = history.get(j);
                if (isIn(placed, j) || partner.invoked() > firstReturn || !isReceiveOf(partner, op)) {
                    continue;
                }
                order.add(op);
                order.add(partner);
                if (place(placed | 1L << i | 1L << j, channels)) {
                    return true;
                }
                order.removeLast();
                order.removeLast();
            }
        }
        return false;
    }

    private static boolean isIn(long placed, int i) {
        return (placed & 1L << i) != 0;
    }

    /** Returns the channels after the operation, if it can have happened on these without a partner; otherwise null. */
    private List<ChannelModel> alone(Operation op, List<ChannelModel> channels) {
        Answer answer = op.answer();
        return switch (op.call()) {
            case Communicate c -> switch (answer.end()) {
                case DONE -> proceed(c.arms().get(answer.arm()), answer.value(), channels);
                case NOTHING -> c.arms().stream().noneMatch(arm -> isReady(arm, channels)) ? channels : null;
                case NULL -> channels.get(c.arms().get(0).channel()).buffer().isEmpty() ? channels : null;
                case CLOSED -> c.arms().stream().anyMatch(arm -> arm.sends() && channel(arm, channels).closed())
                        ? channels
                        : null;
                case INTERRUPTED -> throw new AssertionError(op);
            };
            case Call.Close c -> {
                ChannelModel channel = channels.get(c.channel());
                if (answer.end() == End.CLOSED) {
                    yield channel.closed() ? channels : null;
                }
                yield channel.closed() ? null : with(channels, c.channel(), channel.close());
            }
            case Call.Len c -> answer.value().equals(channels.get(c.channel()).buffer().size()) ? channels : null;
            case Call.Drained c -> {
                ChannelModel channel = channels.get(c.channel());
                yield answer.value().equals(channel.closed() && channel.buffer().isEmpty()) ? channels : null;
            }
            case Call.Standstill c -> nobodyCanProceed(pending.get(op), channels) ? channels : null;
            case Call.Interrupt c -> throw new AssertionError(op);
            case Call.Pause c -> throw new AssertionError(op);
        };
    }

    private static boolean nobodyCanProceed(List<Operation> waiting, List<ChannelModel> channels) {
        for (Operation op : waiting) {
            for (Arm arm : arms(op)) {
                if (isReady(arm, channels)) {
                    return false;
                }
                for (Operation other : waiting) {
                    if (other.thread() != op.thread()
                            && arms(other).stream().anyMatch(to -> canMeet(arm, to, channels))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static List<Arm> arms(Operation op) {
        return ((Communicate) op.call()).arms();
    }

    private static boolean canMeet(Arm from, Arm to, List<ChannelModel> channels) {
        return from.sends()
                && !to.sends()
                && from.channel() == to.channel()
                && !from.isNil()
                && channels.get(from.channel()).capacity() == 0;
    }

    private static ChannelModel channel(Arm arm, List<ChannelModel> channels) {
        return arm.isNil() ? NIL : channels.get(arm.channel());
    }

    private static boolean isReady(Arm arm, List<ChannelModel> channels) {
        ChannelModel channel = channel(arm, channels);
        return arm.sends() ? channel.canSend() : channel.canReceive();
    }

    private static List<ChannelModel> proceed(Arm arm, Object received, List<ChannelModel> channels) {
        ChannelModel channel = channel(arm, channels);
        if (arm.sends()) {
            return channel.closed() || !channel.canSend()
                    ? null
                    : with(channels, arm.channel(), channel.sent(arm.toSend()));
        }
        if (!channel.canReceive() || !Objects.equals(channel.head(), received)) {
            return null;
        }
        return with(channels, arm.channel(), channel.received());
    }

    private static List<ChannelModel> with(List<ChannelModel> channels, int i, ChannelModel channel) {
        List<ChannelModel> changed = new ArrayList<>(channels);
        changed.set(i, channel);
        return List.copyOf(changed);
    }

    /** Whether the operation has sent on an unbuffered channel that is open, and so needs a partner. */
    private static boolean meets(Operation op, List<ChannelModel> channels) {
        Arm arm = chosen(op);
        if (arm == null || !arm.sends() || arm.isNil()) {
            return false;
        }
        ChannelModel channel = channels.get(arm.channel());
        return channel.capacity() == 0 && !channel.closed();
    }

    private static boolean isReceiveOf(Operation receive, Operation send) {
        Arm from = chosen(send);
        Arm to = chosen(receive);
        return to != null
                && !to.sends()
                && to.channel() == from.channel()
                && from.toSend().equals(receive.answer().value());
    }

    private static Arm chosen(Operation op) {
        return op.call() instanceof Communicate c && op.answer().end() == End.DONE
                ? c.arms().get(op.answer().arm())
                : null;
    }
}
