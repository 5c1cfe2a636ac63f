package dev.weft.soak;

import dev.weft.sync.WaitGroup;
import java.time.Duration;
import java.util.List;

/** Closes channels when all their senders are done. */
final class Closer implements Stage {
    private final WaitGroup senders;
    private final List<Link> links;
    private final Dice dice;

    Closer(WaitGroup senders, List<Link> links, Dice dice) {
        this.senders = senders;
        this.links = links;
        this.dice = dice;
    }

    @Override
    public boolean step() throws InterruptedException {
        if (dice.oneIn(2)) {
            senders.await();
            return false;
        }
        return !senders.await(Duration.ofMillis(1 + dice.below(20)));
    }

    @Override
    public void end() {
        links.forEach(l -> l.channel().close());
    }
}
