package dev.weft.soak;

import static dev.weft.Select.select;

import dev.weft.SelectCase;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Receives elements and sends them on in order. It may hold several at a time, and while it does, it may wait to send
 * and to receive in one select.
 */
final class Forwarder implements Stage {
    private final Taker taker;
    private final Giver giver;
    private final Dice dice;
    private final int most;
    private final Runnable atEnd;
    private final ArrayDeque<Item> hand = new ArrayDeque<>();

    Forwarder(Taker taker, Giver giver, Dice dice, Runnable atEnd) {
        this.taker = taker;
        this.giver = giver;
        this.dice = dice;
        this.most = 1 + dice.below(4);
        this.atEnd = atEnd;
    }

    @Override
    public boolean step() throws InterruptedException {
        if (hand.isEmpty()) {
            if (taker.isDrained()) {
                return false;
            }
            keep(taker.take());
        } else if (hand.size() < most && !taker.isDrained() && dice.oneIn(2)) {
            both();
        } else if (giver.give(hand.getFirst())) {
            hand.removeFirst();
        }
        return true;
    }

    private void both() throws InterruptedException {
        SelectCase[] sends = giver.aim(hand.getFirst());
        SelectCase[] receives = taker.cases();
        SelectCase[] all = Arrays.copyOf(sends, sends.length + receives.length);
        System.arraycopy(receives, 0, all, sends.length, receives.length);
        int chosen = select(all);
        boolean sent = giver.chosen();
        if (sent == taker.chosen() || sent != chosen < sends.length) {
            throw new AssertionError("select chose case " + chosen + " of " + sends.length + " sends and "
                    + receives.length + " receives; sent: " + sent + ", received: " + taker.chosen());
        }
        if (sent) {
            hand.removeFirst();
        } else {
            keep(taker.received());
        }
    }

    private void keep(Item item) {
        if (item != null) {
            hand.addLast(item);
        }
    }

    @Override
    public void end() {
        atEnd.run();
    }
}
