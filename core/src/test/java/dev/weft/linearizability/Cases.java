package dev.weft.linearizability;

import static dev.weft.Select.trySelect;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.Select;
import dev.weft.SelectCase;
import dev.weft.SendCase;
import dev.weft.linearizability.Call.Arm;
import dev.weft.linearizability.Call.Communicate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The cases for the selects of one thread: for one select, or for several in turn. */
final class Cases {
    static final int MOST = 4;

    private final List<ReceiveCase<Object>> receives =
            Stream.generate(() -> Select.<Object>receive(null)).limit(MOST).toList();
    private final List<SendCase<Object>> sends =
            Stream.generate(() -> Select.<Object>send(null, null)).limit(MOST).toList();

    Answer select(Communicate c, List<Channel<Object>> channels) throws InterruptedException {
        SelectCase[] cases = new SelectCase[c.arms().size()];
        for (int i = 0; i < cases.length; i++) {
            cases[i] = aim(i, c.arms().get(i), channels);
        }
        int index = switch (c.patience()) {
            case FOREVER -> Select.select(cases);
            case NOT_AT_ALL -> trySelect(cases);
            case FOR_A_TIME -> Select.select(Duration.ofNanos(c.nanos()), cases);
        };
        if (index < 0) {
            return Answer.NOTHING;
        }
        return Answer.chosen(index, cases[index] instanceof ReceiveCase<?> r ? r.value() : null);
    }

    private SelectCase aim(int i, Arm arm, List<Channel<Object>> channels) {
        if (arm.sends()) {
            Channel<Object> to = arm.isNil() ? null : channels.get(arm.channel());
            return sends.get(i).channel(to).value(arm.toSend());
        }
        return arm.isNil() ? null : receives.get(i).channel(channels.get(arm.channel()));
    }
}
