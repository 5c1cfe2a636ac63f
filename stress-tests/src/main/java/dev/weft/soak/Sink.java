package dev.weft.soak;

/** Receives elements until there are no more. */
final class Sink implements Stage {
    private final Inbox inbox;
    private final Taker taker;

    Sink(Inbox inbox, Taker taker) {
        this.inbox = inbox;
        this.taker = taker;
    }

    @Override
    public boolean step() throws InterruptedException {
        if (taker.isDrained()) {
            return false;
        }
        Item item = taker.take();
        if (item != null) {
            inbox.received(item);
        }
        return true;
    }
}
