package dev.weft.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The ledger finds everything that can go wrong with an element. */
class LedgerTest {
    private final Ledger ledger = new Ledger();
    private final Outbox outbox = ledger.outbox();
    private final Inbox inbox = ledger.inbox();

    @Test
    void nothingIsWrongWithWhatCameOnceAndInOrder() {
        for (int i = 0; i < 3; i++) {
            inbox.received(sent());
        }
        outbox.next(); // withdrawn
        assertThat(ledger.audit()).isEmpty();
        assertThat(ledger.received()).isEqualTo(3);
    }

    @Test
    void findsWhatWasLost() {
        inbox.received(sent());
        sent();
        inbox.received(sent());
        assertThat(ledger.audit()).containsExactly("lost: 0/1 was sent and never received");
    }

    @Test
    void findsWhatCameTwice() {
        Item item = sent();
        inbox.received(item);
        ledger.inbox().received(item);
        assertThat(ledger.audit()).containsExactly("doubled: 0/0 was received 2 times");
    }

    @Test
    void findsWhatCameThoughItWasNotSent() {
        inbox.received(outbox.next());
        assertThat(ledger.audit()).containsExactly("unsent: 0/0 was received, though its send did not happen");
    }

    @Test
    void findsWhatWasOvertaken() {
        Item first = sent();
        Item second = sent();
        inbox.received(second);
        inbox.received(first);
        assertThat(ledger.audit()).containsExactly("reordered: 0/0 came after 1 by the same way");
    }

    @Test
    void allowsOvertakingByAnotherWayAndByAnotherProducer() {
        Item first = sent();
        Item second = sent();
        Outbox other = ledger.outbox();
        Item others = other.next();
        other.accepted(others);
        first.passed(1, 5);
        second.passed(2, 5);
        others.passed(2, 5);
        inbox.received(second);
        inbox.received(others);
        inbox.received(first);
        assertThat(ledger.audit()).isEmpty();
    }

    @Test
    void findsWhatIsNotAsItsProducerMadeIt() {
        Item item = sent();
        item.breakSeal();
        inbox.received(item);
        assertThat(ledger.audit()).containsExactly("broken: 1 elements were not as their producer had made them");
    }

    @Test
    void reportsTheFirstFewAndCountsTheRest() {
        for (int i = 0; i < 25; i++) {
            sent();
        }
        assertThat(ledger.audit()).hasSize(11).endsWith("and 15 more");
    }

    private Item sent() {
        Item item = outbox.next();
        outbox.accepted(item);
        return item;
    }
}
