package dev.weft.soak;

import dev.weft.sync.WaitGroup;

/** Producers and consumers on a queue made of a lock and two conditions. */
final class BoundedBuffer implements Topology {
    @Override
    public void run(Round round) throws Exception {
        Dice dice = round.dice();
        Ledger ledger = round.ledger();
        CondQueue queue = new CondQueue(dice.size(1, 64), dice.oneIn(2), dice.oneIn(2));
        WaitGroup producers = new WaitGroup();
        int count = dice.size(1, 50);
        int each = Math.max(1, dice.size(1, 10_000) / count);
        if (dice.oneIn(2)) {
            round.crew().pester();
        }
        producers.add(count);
        for (int i = 0; i < count; i++) {
            round.crew().start(producer(ledger.outbox(), queue, dice.split(), each, producers));
        }
        for (int i = dice.size(1, 50); i > 0; i--) {
            round.crew().start(consumer(i, ledger.inbox(), queue, dice.split()));
        }
        round.crew().start(new OneShot(producers::await, queue::close));
    }

    private static Stage producer(Outbox outbox, CondQueue queue, Dice dice, int each, WaitGroup producers) {
        return new Stage() {
            private Item hand;

            @Override
            public boolean step() throws InterruptedException {
                if (hand == null) {
                    hand = outbox.next();
                }
                if (queue.put(hand, dice)) {
                    outbox.accepted(hand);
                    hand = null;
                }
                return hand != null || outbox.made() < each;
            }

            @Override
            public void end() {
                producers.done();
            }
        };
    }

    private static Stage consumer(int number, Inbox inbox, CondQueue queue, Dice dice) {
        return () -> {
            Item item = queue.take(dice);
            if (item != null) {
                item.passed(0, number);
                inbox.received(item);
            }
            return item != null || !queue.isOver();
        };
    }
}
