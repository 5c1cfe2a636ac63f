package dev.weft.stress.select;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A send chosen by a select is ordered as any send: the receiver sees what came before the select, and the select sees
 * what came before the receive.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both see what the other has written.")
@Outcome(expect = FORBIDDEN, desc = "A write was not seen.")
@State
public class SelectedSend {
    private final Channel<Integer> channel = Channel.make();
    private final Channel<Integer> idle = Channel.make();
    private final Side selector = new Side();
    private final Side receiver = new Side();
    private int selected;
    private int received;

    @Actor
    public void selects() {
        selector.run(() -> {
            selected = 1;
            select(receive(idle), send(channel, 1));
            return received;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> {
            received = 1;
            channel.receive();
            return selected;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = selector.found();
        r.r2 = receiver.found();
    }
}
