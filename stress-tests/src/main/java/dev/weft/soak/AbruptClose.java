package dev.weft.soak;

import dev.weft.Go;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Some goroutines send and some receive while another closes the channels. A send that returns has its element
 * received; a send that throws does not, even if it was already waiting when the channel was closed.
 */
final class AbruptClose implements Topology {
    @Override
    public void run(Round round) throws Exception {
        Dice dice = round.dice();
        Ledger ledger = round.ledger();
        List<Link> links = new ArrayList<>();
        for (int n = dice.size(1, 4); n > 0; n--) {
            links.add(round.link(dice.capacity()));
        }
        List<Stage> all = new ArrayList<>();
        for (int n = dice.size(1, 40); n > 0; n--) {
            List<Link> some = dice.oneIn(2) ? links : List.of(dice.pick(links));
            all.add(new Source(ledger.outbox(), new Giver(some, dice.split()), dice.split(), 10_000, () -> {}));
        }
        for (int n = dice.size(1, 20); n > 0; n--) {
            all.add(new Sink(ledger.inbox(), new Taker(n, links, dice.split())));
        }
        for (Link link : links) {
            Dice own = dice.split();
            long nanos = own.size(1_000, 20_000_000);
            all.add(own.below(all.size()),
                    new OneShot(() -> Go.sleep(Duration.ofNanos(nanos)), () -> link.channel().close()));
        }
        if (dice.oneIn(2)) {
            round.crew().pester();
        }
        all.forEach(round.crew()::start);
    }
}
