package dev.weft.soak;

import dev.weft.sync.WaitGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * Sources, layers of channels with forwarding stages between them, sinks. Layers one wide make a pipeline, layers that
 * grow or shrink make a tree, and others make a mesh. Each layer is closed by its owner when all its senders are done.
 */
final class Network implements Topology {
    private final List<List<Link>> layers = new ArrayList<>();
    private Round round;
    private Dice dice;
    private int stages;

    @Override
    public void run(Round round) throws Exception {
        this.round = round;
        this.dice = round.dice();
        Ledger ledger = round.ledger();
        int depth = dice.size(1, 6);
        int widest = dice.size(1, 12);
        for (int i = 0; i < depth; i++) {
            List<Link> layer = new ArrayList<>();
            for (int width = dice.size(1, widest); width > 0; width--) {
                layer.add(round.link(dice.capacity()));
            }
            layers.add(layer);
        }
        List<Stage> all = new ArrayList<>();
        int sources = dice.size(1, 2 * widest);
        int each = Math.max(1, dice.size(1, 60_000) / sources);
        WaitGroup senders = senders(all, layers.get(0), sources);
        for (int i = 0; i < sources; i++) {
            Giver giver = new Giver(some(layers.get(0)), dice.split());
            all.add(new Source(ledger.outbox(), giver, dice.split(), each, senders::done));
        }
        for (int i = 1; i < depth; i++) {
            addForwarders(all, layers.get(i - 1), layers.get(i), dice.size(1, 2 * widest));
        }
        for (List<Link> links : readers(layers.get(depth - 1), dice.size(1, 2 * widest))) {
            all.add(new Sink(ledger.inbox(), new Taker(stages++, links, dice.split())));
        }
        if (dice.oneIn(2)) {
            round.crew().pester();
        }
        all.forEach(round.crew()::start);
        round.crew().join();
        for (List<Link> layer : layers) {
            layer.forEach(l -> Round.check(l.channel().drained(), "a channel is not drained"));
        }
    }

    private void addForwarders(List<Stage> all, List<Link> from, List<Link> to, int count) {
        WaitGroup senders = senders(all, to, count);
        for (List<Link> links : readers(from, count)) {
            Taker taker = new Taker(stages++, links, dice.split());
            all.add(new Forwarder(taker, new Giver(some(to), dice.split()), dice.split(), senders::done));
        }
    }

    /** The senders of a layer, which is closed when the last of them is done. */
    private WaitGroup senders(List<Stage> all, List<Link> layer, int count) {
        WaitGroup senders = new WaitGroup();
        senders.add(count);
        all.add(new Closer(senders, layer, dice.split()));
        return senders;
    }

    private List<Link> some(List<Link> layer) {
        List<Link> some = new ArrayList<>();
        for (int i = 0; i < layer.size(); i++) {
            if (dice.oneIn(2)) {
                some.add(layer.get(i));
            }
        }
        return some.isEmpty() ? List.of(dice.pick(layer)) : some;
    }

    /** What each of {@code count} readers reads: some of the layer's channels. Each channel has at least one reader. */
    private List<List<Link>> readers(List<Link> layer, int count) {
        List<List<Link>> readers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            readers.add(new ArrayList<>(some(layer)));
        }
        for (Link link : layer) {
            List<Link> reader = dice.pick(readers);
            if (!reader.contains(link)) {
                reader.add(link);
            }
        }
        return readers;
    }
}
