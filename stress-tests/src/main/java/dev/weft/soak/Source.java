package dev.weft.soak;

import dev.weft.ChannelClosedException;

/**
 * Makes elements and sends them. One whose send was interrupted or out of time is sent again (if it went out all the
 * same, it will arrive twice) or withdrawn (and then must not arrive). One whose send failed because the channel is closed
 * is withdrawn.
 */
final class Source implements Stage {
    private final Outbox outbox;
    private final Giver giver;
    private final Dice dice;
    private final Runnable atEnd;
    private int left;
    private Item hand;

    Source(Outbox outbox, Giver giver, Dice dice, int count, Runnable atEnd) {
        this.outbox = outbox;
        this.giver = giver;
        this.dice = dice;
        this.left = count;
        this.atEnd = atEnd;
    }

    @Override
    public boolean step() throws InterruptedException {
        if (hand == null) {
            if (left == 0) {
                return false;
            }
            left--;
            hand = outbox.next();
        }
        boolean happened = false;
        boolean closed = false;
        try {
            happened = giver.give(hand);
        } catch (ChannelClosedException e) {
            closed = true;
            left = Math.min(left, 2); // once or twice more
        } finally {
            if (happened) {
                outbox.accepted(hand);
            }
            if (happened || closed || dice.oneIn(4)) {
                hand = null;
            }
        }
        return true;
    }

    @Override
    public void end() {
        atEnd.run();
    }
}
