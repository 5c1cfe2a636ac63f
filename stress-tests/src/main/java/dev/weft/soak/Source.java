package dev.weft.soak;

import dev.weft.ChannelClosedException;

/**
 * Makes elements and sends them. An element whose send was interrupted or ran out of time is either sent again (if it
 * went out after all, it will arrive twice) or withdrawn (and then must not arrive). An element whose send failed
 * because the channel is closed is withdrawn.
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
            left = Math.min(left, 2); // two more at most
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
