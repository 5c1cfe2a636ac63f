package dev.weft.soak;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.SelectCase;
import dev.weft.SendCase;
import dev.weft.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends and receives on the same channels in one select; see {@link Exchange}. */
final class Trader implements Stage {
    private final Channel<Unit> quitChannel;
    private final ReceiveCase<Unit> quit;
    private final List<SendCase<Item>> sends = new ArrayList<>();
    private final List<ReceiveCase<Item>> receives = new ArrayList<>();
    private final List<SelectCase> cases = new ArrayList<>();
    private final AtomicInteger meetings;
    private final Outbox outbox;
    private final Inbox inbox;
    private final Dice dice;
    private Item mine;

    Trader(List<Link> links, Channel<Unit> quit, AtomicInteger meetings, Ledger ledger, Dice dice) {
        this.quitChannel = quit;
        this.quit = receive(quit);
        this.meetings = meetings;
        this.outbox = ledger.outbox();
        this.inbox = ledger.inbox();
        this.dice = dice;
        for (Link link : links) {
            sends.add(send(link.channel(), new Item(-1, 0)));
            receives.add(receive(link.channel()));
        }
        cases.addAll(sends);
        cases.addAll(receives);
        cases.add(this.quit);
        if (dice.oneIn(2)) {
            cases.add(receive(Idle.CHANNEL));
        }
    }

    @Override
    public boolean step() throws InterruptedException {
        if (mine == null) {
            mine = outbox.next();
        }
        for (SendCase<Item> c : sends) {
            c.value(mine);
        }
        SelectCase[] now = cases.toArray(new SelectCase[0]);
        if (dice.oneIn(8)) {
            if (select(dice.moment(), now) < 0) {
                return true;
            }
        } else {
            select(now);
        }
        if (quit.chosen()) {
            return false;
        }
        int chosen = 0;
        for (SendCase<Item> c : sends) {
            if (c.chosen()) {
                chosen++;
                outbox.accepted(mine);
                mine = null;
            }
        }
        for (ReceiveCase<Item> c : receives) {
            if (c.chosen()) {
                chosen++;
                Round.check(c.value() != mine, "a select met itself");
                inbox.received(c.value());
            }
        }
        Round.check(chosen == 1, chosen + " cases of a select were chosen");
        boolean received = mine != null;
        if (received && meetings.decrementAndGet() == 0) { // of the two that met one counts
            quitChannel.close();
        }
        return true;
    }
}
