package dev.weft.linearizability;

import dev.weft.linearizability.Answer.End;
import dev.weft.linearizability.Call.Arm;
import dev.weft.linearizability.Call.Communicate;
import dev.weft.testing.ChannelModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Searches for an order that explains a history: by trying, as the next one, each operation that no other one still to be
 * placed has preceded (Wing and Gong), and never the same set of placed operations in the same state of the channels
 * twice (Lowe).
 *
 * <p>On an unbuffered channel a send and the receive of its element are placed as one: neither happens without the other.
 * Who waits is not part of the state. So a try on an unbuffered channel may always find nothing, unless the channel is
 * closed: whether the partner that was invoked had also arrived, no history tells.
 */
final class Linearizer {
    private record Visited(long placed, List<ChannelModel> channels) {}

    private final List<Operation> history;
    private final Set<Visited> visited = new HashSet<>();
    private final List<Operation> order = new ArrayList<>();

    private Linearizer(List<Operation> history) {
        this.history = history;
    }

    /** An order of the operations that explains the history on channels that begin so, if there is one. */
    static Optional<List<Operation>> linearize(List<ChannelModel> channels, List<Operation> history) {
        // What was interrupted has not happened, and may so be placed anywhere.
        List<Operation> happened = history.stream().filter(op -> op.answer().end() != End.INTERRUPTED).toList();
        if (happened.size() > Long.SIZE) {
            throw new IllegalArgumentException("more operations than a long has bits: " + happened.size());
        }
        Linearizer search = new Linearizer(happened);
        return search.place(0, channels) ? Optional.of(search.order) : Optional.empty();
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

    /** The channels after the operation, if it can have happened on these without a partner; or null. */
    private static List<ChannelModel> alone(Operation op, List<ChannelModel> channels) {
        Answer answer = op.answer();
        return switch (op.call()) {
            case Communicate c -> switch (answer.end()) {
                case DONE -> proceed(c.arms().get(answer.arm()), answer.value(), channels);
                case NOTHING -> c.arms().stream().noneMatch(arm -> isReady(arm, channels)) ? channels : null;
                case NULL -> channels.get(c.arms().get(0).channel()).buffer().isEmpty() ? channels : null;
                case CLOSED -> c.arms().stream().anyMatch(arm -> arm.sends() && channels.get(arm.channel()).closed())
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
            case Call.Interrupt c -> throw new AssertionError(op);
            case Call.Pause c -> throw new AssertionError(op);
        };
    }

    private static boolean isReady(Arm arm, List<ChannelModel> channels) {
        ChannelModel channel = channels.get(arm.channel());
        return arm.sends() ? channel.canSend() : channel.canReceive();
    }

    private static List<ChannelModel> proceed(Arm arm, Object received, List<ChannelModel> channels) {
        ChannelModel channel = channels.get(arm.channel());
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

    /** Whether the operation has sent on an unbuffered channel, which is open: so it needs a partner. */
    private static boolean meets(Operation op, List<ChannelModel> channels) {
        Arm arm = chosen(op);
        if (arm == null || !arm.sends()) {
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
