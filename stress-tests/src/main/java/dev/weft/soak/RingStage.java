package dev.weft.soak;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.Unit;

/** One place of a ring: hands tokens on, or out of the ring when they have been handed on often enough. */
final class RingStage implements Stage {
    private final Channel<Token> next;
    private final Channel<Token> out;
    private final ReceiveCase<Token> in;
    private final ReceiveCase<Unit> quit;
    private final Dice dice;
    private Token hand;
    private boolean done;

    RingStage(Channel<Token> from, Channel<Token> next, Channel<Token> out, Channel<Unit> quit, Dice dice) {
        this.in = receive(from);
        this.next = next;
        this.out = out;
        this.quit = receive(quit);
        this.dice = dice;
    }

    @Override
    public boolean step() throws InterruptedException {
        if (hand == null) {
            select(in, quit);
            if (quit.chosen()) {
                return false;
            }
            hand = in.value();
            done = hand.visit();
        }
        Channel<Token> to = done ? out : next;
        if (dice.oneIn(4)) {
            if (!to.trySend(hand, dice.moment())) {
                return true;
            }
        } else {
            to.send(hand);
        }
        hand = null;
        return true;
    }
}
