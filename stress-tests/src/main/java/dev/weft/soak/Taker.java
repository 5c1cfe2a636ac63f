package dev.weft.soak;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.trySelect;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.SelectCase;
import dev.weft.UncheckedInterruptedException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Receives elements from some channels until all are drained, in every way the library has, chosen at random. It waits
 * without a time limit only for all of them together, because the senders may be waiting at any one of them.
 */
final class Taker {
    private final int stage;
    private final Dice dice;
    private final List<Link> open;
    private final List<ReceiveCase<Item>> receives = new ArrayList<>();
    private final List<Link> linkOfReceive = new ArrayList<>();
    private final SelectCase[] cases;
    private Iterator<Item> iterator;

    /** {@code stage} becomes part of the route of every element taken. */
    Taker(int stage, List<Link> links, Dice dice) {
        this.stage = stage;
        this.dice = dice;
        this.open = new ArrayList<>(links);
        List<SelectCase> all = new ArrayList<>();
        for (Link link : links) {
            all.add(receiveFrom(link));
        }
        if (dice.oneIn(3)) { // the same channel twice
            all.add(receiveFrom(dice.pick(links)));
        }
        if (dice.oneIn(3)) { // the same case twice
            all.add(dice.pick(receives));
        }
        if (dice.oneIn(2)) {
            all.add(dice.below(all.size() + 1), receive(Idle.CHANNEL));
        }
        if (dice.oneIn(4)) { // never ready
            all.add(dice.below(all.size() + 1), dice.oneIn(2) ? null : receive(null));
        }
        cases = all.toArray(new SelectCase[0]);
    }

    private ReceiveCase<Item> receiveFrom(Link link) {
        ReceiveCase<Item> c = receive(link.channel());
        receives.add(c);
        linkOfReceive.add(link);
        return c;
    }

    boolean isDrained() {
        return open.isEmpty();
    }

    /**
     * Takes an element, waiting if necessary.
     *
     * @return null if none came in time, or a channel turned out to be drained
     */
    Item take() throws InterruptedException {
        Link one = dice.pick(open);
        return switch (dice.below(7)) {
            case 0 -> open.size() == 1 ? from(one, one.channel().receive(), true) : fromSelect(select(cases));
            case 1 -> open.size() == 1 ? iterate(one) : fromSelect(select(cases));
            case 2 -> from(one, one.channel().tryReceive(dice.moment()), false);
            case 3 -> {
                Item item = one.channel().tryReceive();
                yield item != null ? from(one, item, false) : fromSelect(select(cases));
            }
            case 4 -> fromSelect(select(dice.moment(), cases));
            case 5 -> {
                int chosen = trySelect(cases);
                yield fromSelect(chosen >= 0 ? chosen : select(cases));
            }
            default -> fromSelect(select(cases));
        };
    }

    private Item iterate(Link one) throws InterruptedException {
        if (iterator == null) {
            iterator = one.channel().iterator();
        }
        try {
            return from(one, iterator.hasNext() ? iterator.next() : null, true);
        } catch (UncheckedInterruptedException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException().initCause(e);
        }
    }

    private Item from(Link link, Item item, boolean waited) {
        if (item != null) {
            item.passed(link.id(), stage);
        } else if (waited || link.channel().drained()) {
            if (!link.channel().drained()) {
                throw new AssertionError("received null from a channel that is not drained");
            }
            drained(link);
        }
        return item;
    }

    private Item fromSelect(int chosen) {
        return chosen < 0 ? null : received();
    }

    /** The cases, to be joined with others in one select. */
    SelectCase[] cases() {
        return cases;
    }

    boolean chosen() {
        return receives.stream().anyMatch(SelectCase::chosen);
    }

    /** What the last select received. */
    Item received() {
        for (int i = 0; i < receives.size(); i++) {
            ReceiveCase<Item> c = receives.get(i);
            if (!c.chosen()) {
                continue;
            }
            Item item = c.value();
            if (c.ok() != (item != null)) {
                throw new AssertionError("ok is " + c.ok() + ", and the element " + item);
            }
            return from(linkOfReceive.get(i), item, true);
        }
        throw new AssertionError("a select proceeded with none of its cases");
    }

    private void drained(Link link) {
        open.remove(link);
        for (int i = 0; i < receives.size(); i++) {
            if (linkOfReceive.get(i) == link) {
                receives.get(i).channel((Channel<Item>) null);
            }
        }
    }
}
