package dev.weft;

import static dev.weft.Go.uninterruptibly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.WaitGroup;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UninterruptiblyTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Channel<Integer> ch = Channel.make();

    @AfterEach
    void clearFlag() {
        Thread.interrupted();
    }

    @Test
    void withoutAnInterruptItIsACall() throws InterruptedException {
        Channel<Integer> buffered = Channel.make(1);
        uninterruptibly(() -> buffered.send(1));
        assertThat(uninterruptibly(buffered::receive)).isEqualTo(1);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** Of an overloaded method a reference does not compile; so the Javadoc says to write a lambda. */
    @Test
    void anOverloadedOperationIsPassedAsALambda() {
        WaitGroup wg = new WaitGroup();
        wg.add(1);
        Outcome<Void> waiter = Outcome.start(g, true, () -> {
            Thread.currentThread().interrupt();
            uninterruptibly(() -> wg.await());
            return null;
        });
        waiter.awaitParked("sync.WaitGroup.Wait");
        wg.done();
        waiter.value();
        assertThat(waiter.interruptFlag()).isTrue();

        Go.unchecked(() -> wg.await()); // the counter is zero
        assertThat(Go.<Boolean>unchecked(() -> wg.await(Duration.ZERO))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interruptsBeforeAndDuringTheWaitAreKept(boolean virtual) throws InterruptedException {
        Outcome<Integer> outcome = Outcome.start(g, virtual, () -> {
            Thread.currentThread().interrupt();
            return uninterruptibly(ch::receive);
        });
        outcome.awaitParked("chan receive");
        for (int i = 0; i < 3; i++) {
            outcome.thread().interrupt();
            Goroutines.awaitUntil(() -> !outcome.thread().isInterrupted()); // the thread has noticed the interrupt
            outcome.awaitParked("chan receive");
        }
        ch.send(7);
        assertThat(outcome.value()).isEqualTo(7);
        assertThat(outcome.interruptFlag()).isTrue();
    }

    @Test
    void inFinallyWhereAnInterruptIsPending() {
        Channel<Integer> slots = Channel.make(1);
        Outcome<Void> worker = Outcome.start(g, true, () -> {
            slots.send(1);
            try {
                ch.receive(); // until it is asked to stop
            } finally {
                uninterruptibly(() -> slots.receive());
            }
            return null;
        });
        worker.awaitParked("chan receive");
        worker.thread().interrupt();
        assertThat(worker.failure()).isInstanceOf(InterruptedException.class);
        assertThat(slots.len()).as("it has given its slot back").isZero();
    }

    @Test
    void whatThrowsTheUncheckedOneIsCalledAgain() {
        Channel<Integer> one = Channel.make(1);
        one.trySend(5);
        Iterator<Integer> elements = one.iterator();
        Thread.currentThread().interrupt();
        assertThat(uninterruptibly(() -> elements.next())).isEqualTo(5);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anotherFailureIsThrownAndTheFlagIsSet() {
        ch.close();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> uninterruptibly(() -> ch.send(1))).isInstanceOf(ChannelClosedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void nullIsRefused() {
        assertThatThrownBy(() -> uninterruptibly((Task<InterruptedException>) null))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> uninterruptibly((Call<Integer, InterruptedException>) null))
                .isInstanceOf(NullPointerException.class);
    }
}
