package dev.weft.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.wait.ClaimedOnce;
import dev.weft.internal.wait.Wait;
import dev.weft.internal.wait.WaitReason;
import dev.weft.internal.wait.Waiter;
import org.junit.jupiter.api.Test;

/** Senders and receivers in one list, used by one thread. */
class ChannelQueueTest {
    private final ChannelQueue queue = new ChannelQueue(null) {};

    @Test
    void anEmptyQueueHasNeither() {
        assertThat(queue.hasSender()).isFalse();
        assertThat(queue.hasReceiver()).isFalse();
        assertThat(queue.pollSender()).isNull();
        assertThat(queue.pollReceiver()).isNull();
    }

    @Test
    void sendersAreNoReceivers() {
        Waiter first = add(1);
        Waiter second = add(2);
        assertThat(queue.hasReceiver()).isFalse();
        assertThat(queue.pollReceiver()).isNull();
        assertThat(queue.hasSender()).isTrue();
        assertThat(queue.pollSender()).isSameAs(first);
        assertThat(queue.pollSender()).isSameAs(second);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void receiversAreNoSenders() {
        Waiter first = add(null);
        Waiter second = add(null);
        assertThat(queue.hasSender()).isFalse();
        assertThat(queue.pollSender()).isNull();
        assertThat(queue.hasReceiver()).isTrue();
        assertThat(queue.pollReceiver()).isSameAs(first);
        assertThat(queue.pollReceiver()).isSameAs(second);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void theDeadAreDroppedOnTheWayToTheLiving() {
        ClaimedOnce dead = new ClaimedOnce();
        add(dead, null, false);
        add(dead, 1, false);
        Waiter sender = add(2);
        dead.claim(Waiter.NOBODY);
        assertThat(queue.hasReceiver()).isFalse();
        assertThat(queue.isSingle()).as("only the sender is left").isTrue();
        assertThat(queue.hasSender()).isTrue();
        assertThat(queue.pollSender()).isSameAs(sender);
    }

    @Test
    void aQueueOfTheDeadHasNobody() {
        ClaimedOnce dead = new ClaimedOnce();
        for (int i = 0; i < 3; i++) {
            add(dead, i, false);
        }
        dead.claim(Waiter.NOBODY);
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.pollSender()).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void theReceiverOfASelectThatStandsOnBothSidesIsFoundBehindItsSender() {
        ClaimedOnce select = new ClaimedOnce();
        add(select, 1, true);
        add(select, 2, true);
        Waiter receiver = add(select, null, true);
        assertThat(queue.hasReceiver()).isTrue();
        assertThat(queue.pollReceiver()).isSameAs(receiver);
        assertThat(queue.pollSender()).as("the select is won").isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void theSenderOfASelectThatStandsOnBothSidesIsFoundBehindItsReceiver() {
        ClaimedOnce select = new ClaimedOnce();
        add(select, null, true);
        Waiter sender = add(select, 1, true);
        assertThat(queue.hasSender()).isTrue();
        assertThat(queue.pollSender()).isSameAs(sender);
        assertThat(queue.hasReceiver()).isFalse();
    }

    @Test
    void aSearchForOneSideEndsAtTheFirstOfTheOther() {
        ClaimedOnce[] selects = new ClaimedOnce[100];
        for (int i = 0; i < selects.length; i++) {
            selects[i] = new ClaimedOnce();
            add(selects[i], null, false);
        }
        assertThat(queue.pollSender()).isNull();
        assertThat(queue.hasSender()).isFalse();
        assertThat(selects[0].asked).isEqualTo(2);
        for (int i = 1; i < selects.length; i++) {
            assertThat(selects[i].asked).isZero();
        }
    }

    @Test
    void aSelectThatIsWonWhileItIsPolledIsPassedOver() {
        Wait lost = new Wait(WaitReason.SELECT) {
            private boolean first = true;

            @Override
            public boolean claimable() {
                return first;
            }

            @Override
            public boolean claim(Waiter waiter) {
                first = false;
                return false;
            }
        };
        add(lost, null, false);
        Waiter next = add(null);
        assertThat(queue.pollReceiver()).isSameAs(next);
        assertThat(queue.isEmpty()).isTrue();
    }

    private Waiter add(Object element) {
        Waiter w = new Waiter(WaitReason.RUNNABLE);
        w.element = element;
        queue.addLast(w);
        return w;
    }

    private Waiter add(Wait select, Object element, boolean twoSided) {
        Waiter w = Waiter.forCase();
        w.use(select, element, twoSided);
        queue.addLast(w);
        return w;
    }
}
