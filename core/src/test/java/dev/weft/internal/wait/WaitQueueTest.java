package dev.weft.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.wait.Wait.Wakeup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The queue's operations, used by one thread. */
class WaitQueueTest {
    private final WaitQueue queue = new WaitQueue();

    @Test
    void anEmptyQueueHasNobody() {
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.isSingle()).isFalse();
        assertThat(queue.poll()).isNull();
        assertThat(queue.pollAll()).isNull();
        WaitQueue.signalAll(null);
    }

    @Test
    void firstComeFirstServed() {
        List<Waiter> waiters = add(3);
        assertThat(queue.poll()).isSameAs(waiters.get(0));
        assertThat(queue.poll()).isSameAs(waiters.get(1));
        assertThat(queue.isSingle()).isTrue();
        assertThat(queue.poll()).isSameAs(waiters.get(2));
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void whoHadItsTurnInVainGoesToTheFront() {
        List<Waiter> waiters = add(2);
        Waiter woken = queue.poll();
        queue.addFirst(woken);
        assertThat(queue.poll()).isSameAs(woken);
        assertThat(queue.poll()).isSameAs(waiters.get(1));
        queue.addFirst(woken); // into an empty queue
        assertThat(queue.isSingle()).isTrue();
        assertThat(queue.poll()).isSameAs(woken);
    }

    @Test
    void anyoneMayLeaveFromAnywhereOnce() {
        for (int leaving = 0; leaving < 3; leaving++) {
            List<Waiter> waiters = add(3);
            Waiter gone = waiters.remove(leaving);
            assertThat(queue.isQueued(gone)).isTrue();
            assertThat(queue.remove(gone)).isTrue();
            assertThat(queue.isQueued(gone)).isFalse();
            assertThat(queue.remove(gone)).isFalse();
            assertThat(queue.poll()).isSameAs(waiters.get(0));
            assertThat(queue.isSingle()).isTrue();
            assertThat(queue.poll()).isSameAs(waiters.get(1));
            assertThat(queue.isEmpty()).isTrue();
        }
    }

    @Test
    void whoWasServedCannotLeave() {
        add(1);
        Waiter served = queue.poll();
        assertThat(queue.isQueued(served)).isFalse();
        assertThat(queue.remove(served)).isFalse();
    }

    @Test
    void theDeadAreSkippedAndDropped() {
        ClaimedOnce select = new ClaimedOnce();
        WaitQueue other = new WaitQueue();
        Waiter here = waiterOf(select);
        Waiter there = waiterOf(select);
        queue.addLast(here);
        other.addLast(there);
        Waiter alive = add(1).get(0);
        assertThat(other.poll()).isSameAs(there); // wins, which makes "here" dead
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.poll()).isSameAs(alive);
        assertThat(queue.isQueued(here)).isFalse();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(select.winner).isSameAs(there);
    }

    @Test
    void theDeadCanStillLeave() {
        ClaimedOnce select = new ClaimedOnce();
        Waiter dead = waiterOf(select);
        queue.addLast(dead);
        select.claim(Waiter.NOBODY);
        assertThat(queue.remove(dead)).isTrue();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aQueueOfTheDeadHasNobodyToServe() {
        ClaimedOnce select = new ClaimedOnce();
        for (int i = 0; i < 3; i++) {
            queue.addLast(waiterOf(select));
        }
        select.claim(Waiter.NOBODY);
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.poll()).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void ofTwoWaitersOfOneSelectInOneQueueOnlyTheFirstIsServed() {
        ClaimedOnce select = new ClaimedOnce();
        Waiter first = waiterOf(select);
        queue.addLast(first);
        queue.addLast(waiterOf(select));
        assertThat(queue.poll()).isSameAs(first);
        assertThat(queue.poll()).isNull();
    }

    @Test
    void pollAllTakesTheLivingInOrderAndSignalAllWakesThem() {
        ClaimedOnce dead = new ClaimedOnce();
        dead.claim(Waiter.NOBODY);
        List<Waiter> alive = add(1);
        queue.addLast(waiterOf(dead));
        alive.addAll(add(2));
        queue.addLast(waiterOf(dead));
        Waiter chain = queue.pollAll();
        assertThat(queue.isEmpty()).isTrue();
        List<Waiter> chained = new ArrayList<>();
        for (Waiter w = chain; w != null; w = w.next) {
            chained.add(w);
        }
        assertThat(chained).containsExactlyElementsOf(alive);
        WaitQueue.signalAll(chain);
        for (Waiter w : alive) {
            assertThat(w.await(0)).isEqualTo(Wakeup.SIGNALLED);
            assertThat(w.next).as("it retains nobody").isNull();
            assertThat(w.prev).isNull();
        }
        assertThat(dead.await(0)).isEqualTo(Wakeup.TIMED_OUT);
    }

    @Test
    void anySequenceOfOperationsKeepsTheOrder() {
        Random random = new Random(1);
        Deque<Waiter> model = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            switch (random.nextInt(5)) {
                case 0 -> {
                    Waiter w = new Waiter(WaitReason.RUNNABLE);
                    queue.addFirst(w);
                    model.addFirst(w);
                }
                case 1, 2 -> {
                    Waiter w = new Waiter(WaitReason.RUNNABLE);
                    queue.addLast(w);
                    model.addLast(w);
                }
                case 3 -> assertThat(queue.poll()).isSameAs(model.pollFirst());
                default -> {
                    if (!model.isEmpty()) {
                        Waiter w = List.copyOf(model).get(random.nextInt(model.size()));
                        assertThat(queue.remove(w)).isTrue();
                        model.remove(w);
                    }
                }
            }
            assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
            assertThat(queue.isSingle()).isEqualTo(model.size() == 1);
            assertThat(queue.first()).isSameAs(model.peekFirst());
        }
    }

    private List<Waiter> add(int count) {
        List<Waiter> waiters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Waiter w = new Waiter(WaitReason.RUNNABLE);
            queue.addLast(w);
            waiters.add(w);
        }
        return waiters;
    }

    private static Waiter waiterOf(Wait select) {
        Waiter w = Waiter.forCase();
        w.use(select, null, false);
        return w;
    }
}
