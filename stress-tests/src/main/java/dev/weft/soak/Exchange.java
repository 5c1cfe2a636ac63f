package dev.weft.soak;

import dev.weft.Channel;
import dev.weft.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Every trader sends to and receives from every other, in one select on the same channels. None meets itself, all that
 * are present at the same time meet, and each meeting hands over one element.
 */
final class Exchange implements Topology {
    @Override
    public void run(Round round) throws Exception {
        Dice dice = round.dice();
        Ledger ledger = round.ledger();
        List<Link> links = new ArrayList<>();
        for (int n = dice.size(1, 3); n > 0; n--) {
            links.add(round.link(0));
        }
        Channel<Unit> quit = round.channel(0);
        // While more than one still needs a partner, each has one. The trader that makes the last meeting ends it for
        // all.
        AtomicInteger meetings = new AtomicInteger(dice.size(1, 5_000));
        if (dice.oneIn(2)) {
            round.crew().pester();
        }
        for (int i = dice.size(2, 60); i > 0; i--) {
            round.crew().start(new Trader(links, quit, meetings, ledger, dice.split()));
        }
    }
}
