package dev.weft.soak;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;

import dev.weft.Channel;
import dev.weft.SelectCase;
import dev.weft.SendCase;
import java.util.ArrayList;
import java.util.List;

/** Sends elements into some channels, in every way the library has, chosen at random. */
final class Giver {
    private final List<Link> links;
    private final Dice dice;
    private final List<SendCase<Item>> sends = new ArrayList<>();
    private final SelectCase[] cases;

    Giver(List<Link> links, Dice dice) {
        this.links = links;
        this.dice = dice;
        List<SelectCase> all = new ArrayList<>();
        for (Link link : links) {
            SendCase<Item> c = send(link.channel(), new Item(-1, 0));
            sends.add(c);
            all.add(c);
        }
        if (dice.oneIn(3)) { // the same channel twice
            SendCase<Item> c = send(dice.pick(links).channel(), new Item(-1, 0));
            sends.add(c);
            all.add(c);
        }
        if (dice.oneIn(3)) { // the same case twice
            all.add(dice.pick(sends));
        }
        if (dice.oneIn(2)) {
            all.add(dice.below(all.size() + 1), receive(Idle.CHANNEL));
        }
        if (dice.oneIn(4)) { // never ready
            all.add(dice.below(all.size() + 1), dice.oneIn(2) ? null : send((Channel<Item>) null, null));
        }
        cases = all.toArray(new SelectCase[0]);
    }

    /**
     * Sends the element to one of the channels.
     *
     * @return false if there was no room in time
     */
    boolean give(Item item) throws InterruptedException {
        Channel<Item> one = dice.pick(links).channel();
        switch (dice.below(6)) {
            case 0 -> one.send(item);
            case 1 -> {
                return one.trySend(item, dice.moment());
            }
            case 2 -> {
                if (!one.trySend(item)) {
                    one.send(item);
                }
            }
            case 3 -> select(aim(item));
            case 4 -> {
                return select(dice.moment(), aim(item)) >= 0;
            }
            default -> {
                if (trySelect(aim(item)) < 0) {
                    select(cases);
                }
            }
        }
        return true;
    }

    /** The cases, to be joined with others in one select, set up to send the element. */
    SelectCase[] aim(Item item) {
        for (SendCase<Item> c : sends) {
            c.value(item);
        }
        return cases;
    }

    boolean chosen() {
        for (SendCase<Item> c : sends) {
            if (c.chosen()) {
                return true;
            }
        }
        return false;
    }
}
