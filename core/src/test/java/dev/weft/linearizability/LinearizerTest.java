package dev.weft.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.linearizability.Call.Arm;
import dev.weft.linearizability.Call.Communicate;
import dev.weft.linearizability.Call.Patience;
import dev.weft.support.ChannelModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The judge can say no: for each rule of channels there is a history that keeps it, and a similar one that breaks it.
 */
class LinearizerTest {
    private final List<Operation> history = new ArrayList<>();

    @Test
    void elementsLeaveInTheOrderInWhichTheyEntered() {
        at(0, send(0, "a"), sent(), 1);
        at(2, send(0, "b"), sent(), 3);
        at(4, receive(0), received("a"), 5);
        assertExplained(true, 2);
        at(6, receive(0), received("b"), 7);
        assertExplained(true, 2);
        history.removeLast();
        history.removeLast();
        at(4, receive(0), received("b"), 5);
        assertExplained(false, 2);
    }

    @Test
    void sendsThatOverlapHaveNoOrder() {
        at(0, send(0, "a"), sent(), 3);
        at(1, send(0, "b"), sent(), 2);
        at(4, receive(0), received("b"), 5);
        at(6, receive(0), received("a"), 7);
        assertExplained(true, 2);
    }

    @Test
    void noElementIsLost() {
        at(0, send(0, "a"), sent(), 1);
        at(2, receive(0), Answer.NULL, 3);
        assertExplained(false, 1);
    }

    @Test
    void noElementIsReceivedTwice() {
        at(0, send(0, "a"), sent(), 1);
        at(2, receive(0), received("a"), 5);
        at(3, receive(0), received("a"), 4);
        assertExplained(false, 1);
    }

    @Test
    void noElementComesFromNowhere() {
        at(0, receive(0), received("a"), 1);
        assertExplained(false, 1);
    }

    @Test
    void noElementArrivesBeforeItIsSent() {
        at(0, receive(0), received("a"), 1);
        at(2, send(0, "a"), sent(), 3);
        assertExplained(false, 1);
        assertExplained(false, 0);
    }

    /** Interrupted, timed out or failed means: it did not happen. */
    @Test
    void whatDidNotHappenWasNotSent() {
        at(2, receive(0), received("a"), 3);
        at(0, new Call.Interrupt(2), Answer.of(null), 1);
        for (Answer no : List.of(Answer.INTERRUPTED, Answer.NOTHING, Answer.CLOSED)) {
            at(0, send(0, "a"), no, 4);
            assertExplained(false, 1);
            assertExplained(false, 0);
            history.removeLast();
        }
        at(0, send(0, "a"), sent(), 4);
        assertExplained(true, 1);
        assertExplained(true, 0);
    }

    @Test
    void aBufferTakesNoMoreThanItsCapacity() {
        at(0, send(0, "a"), sent(), 1);
        at(2, send(0, "b"), sent(), 3);
        assertExplained(false, 1);
        assertExplained(true, 2);
    }

    @Test
    void aTryFailsOnlyIfItMust() {
        at(0, send(0, "a"), sent(), 1);
        at(2, send(0, "b"), Answer.NOTHING, 3);
        assertExplained(true, 1);
        assertExplained(false, 2);
    }

    /** The send is over before the receive begins, so they have not met. */
    @Test
    void anUnbufferedSendAndItsReceiveOverlap() {
        at(0, send(0, "a"), sent(), 1);
        at(2, receive(0), received("a"), 3);
        assertExplained(false, 0);
        assertExplained(true, 1);
        history.clear();
        at(0, send(0, "a"), sent(), 2);
        at(1, receive(0), received("a"), 3);
        assertExplained(true, 0);
    }

    @Test
    void whatHappenedOnOneChannelIsNotSeenOnAnother() {
        at(0, select(new Arm(0, "a"), new Arm(1, "b")), Answer.chosen(1, null), 1);
        at(2, receive(0), received("b"), 3);
        assertExplained(false, 1, 1);
        history.removeLast();
        at(2, receive(1), received("b"), 3);
        assertExplained(true, 1, 1);
    }

    /** First one channel has an element, then both, then only the other: at no time neither. */
    @Test
    void aDefaultIsJudgedAtOneInstant() {
        at(0, send(0, "a"), sent(), 1);
        at(3, send(1, "b"), sent(), 4);
        at(5, receive(0), received("a"), 6);
        at(2, select(new Arm(0, null), new Arm(1, null)), Answer.NOTHING, 9);
        at(10, receive(1), received("b"), 11);
        assertExplained(false, 1, 1);
        history.remove(1);
        history.removeLast();
        assertExplained(true, 1, 1);
    }

    @Test
    void aClosedChannelGivesWhatItHoldsAndThenNothing() {
        at(0, send(0, "a"), sent(), 1);
        at(2, new Call.Close(0), Answer.of(null), 3);
        at(4, select(new Arm(0, null)), received(null), 5);
        assertExplained(false, 1);
        history.removeLast();
        at(4, select(new Arm(0, null)), received("a"), 5);
        at(6, select(new Arm(0, null)), received(null), 7);
        assertExplained(true, 1);
        at(8, select(new Arm(0, null)), Answer.NOTHING, 9); // a closed channel is always ready
        assertExplained(false, 1);
    }

    @Test
    void onlyAClosedChannelFailsOrEnds() {
        at(0, send(0, "a"), Answer.CLOSED, 1);
        assertExplained(false, 1);
        history.clear();
        at(0, receive(0), received(null), 1);
        assertExplained(false, 1);
        assertExplained(false, 0);
        history.clear();
        at(0, new Call.Close(0), Answer.CLOSED, 1);
        assertExplained(false, 1);
        at(0, new Call.Close(0), Answer.of(null), 1);
        assertExplained(true, 1);
        at(2, new Call.Close(0), Answer.of(null), 3);
        assertExplained(false, 1);
    }

    @Test
    void noSendSucceedsOnAClosedChannel() {
        at(0, new Call.Close(0), Answer.of(null), 1);
        at(2, send(0, "a"), sent(), 5);
        at(3, receive(0), received("a"), 4);
        assertExplained(false, 1);
        assertExplained(false, 0);
    }

    @Test
    void lenAndDrainedTellTheTruth() {
        at(0, send(0, "a"), sent(), 1);
        at(2, new Call.Len(0), Answer.of(1), 3);
        at(4, new Call.Close(0), Answer.of(null), 5);
        at(6, new Call.Drained(0), Answer.of(false), 7);
        assertExplained(true, 1);
        at(8, new Call.Drained(0), Answer.of(true), 9);
        assertExplained(false, 1);
        history.removeLast();
        at(8, new Call.Len(0), Answer.of(0), 9);
        assertExplained(false, 1);
    }

    /** A full ring that never admits the waiting sender. */
    @Test
    void nobodyWaitsToSendWhereThereIsRoom() {
        at(0, send(0, "a"), sent(), 1);
        at(2, send(0, "b"), Answer.INTERRUPTED, 9);
        at(5, new Call.Standstill(), Answer.of(null), 6);
        at(7, new Call.Interrupt(1), Answer.of(null), 8);
        at(10, receive(0), received("a"), 11);
        assertExplained(true, 1);
        history.removeLast();
        at(3, receive(0), received("a"), 4);
        assertExplained(false, 1);
    }

    /** A close that leaves receivers parked. */
    @Test
    void nobodyWaitsOnAClosedChannel() {
        at(0, select(new Arm(1, null), new Arm(0, null)), Answer.INTERRUPTED, 9);
        at(5, new Call.Standstill(), Answer.of(null), 6);
        at(7, new Call.Interrupt(0), Answer.of(null), 8);
        at(10, new Call.Close(0), Answer.of(null), 11);
        assertExplained(true, 1, 1);
        assertExplained(true, 0, 0);
        history.removeLast();
        at(3, new Call.Close(0), Answer.of(null), 4);
        assertExplained(false, 1, 1);
        assertExplained(false, 0, 0);
    }

    @Test
    void nobodyWaitsForWhatIsInTheBuffer() {
        at(0, receive(0), Answer.INTERRUPTED, 9);
        at(5, new Call.Standstill(), Answer.of(null), 6);
        at(7, new Call.Interrupt(0), Answer.of(null), 8);
        at(10, send(0, "a"), sent(), 11);
        assertExplained(true, 1);
        history.removeLast();
        at(3, send(0, "a"), sent(), 4);
        assertExplained(false, 1);
    }

    /** An unbuffered channel on which no two parties ever meet. */
    @Test
    void noSenderWaitsBesideAReceiver() {
        at(0, send(0, "a"), Answer.INTERRUPTED, 9);
        at(5, new Call.Standstill(), Answer.of(null), 6);
        at(7, new Call.Interrupt(0), Answer.of(null), 8);
        at(7, new Call.Interrupt(4), Answer.of(null), 8);
        for (Call other : List.of(receive(1), send(0, "b"), select(new Arm(Arm.NIL, null)))) {
            at(1, other, Answer.INTERRUPTED, 9);
            assertExplained(true, 0, 0);
            history.removeLast();
        }
        for (Call other : List.of(receive(0), select(new Arm(1, "b"), new Arm(0, null)))) {
            at(1, other, Answer.INTERRUPTED, 9);
            assertExplained(false, 0, 0);
            history.removeLast();
        }
    }

    @Test
    void aSelectDoesNotMeetItself() {
        at(0, select(new Arm(0, "a"), new Arm(0, null)), Answer.INTERRUPTED, 9);
        at(5, new Call.Standstill(), Answer.of(null), 6);
        at(7, new Call.Interrupt(0), Answer.of(null), 8);
        assertExplained(true, 0);
        assertExplained(false, 1);
    }

    /** The receiver of the element had merely not woken up yet. */
    @Test
    void aStandstillJudgesOnlyWhoWasInterruptedOutOfIt() {
        at(3, send(0, "a"), sent(), 4);
        at(5, new Call.Standstill(), Answer.of(null), 6);
        at(7, new Call.Interrupt(3), Answer.of(null), 8);
        at(0, receive(0), received("a"), 9);
        assertExplained(true, 1);
        history.removeLast();
        at(0, receive(0), Answer.INTERRUPTED, 9);
        assertExplained(false, 1);
    }

    /** A select that throws without an interrupt. */
    @Test
    void eachInterruptedExceptionHasAnInterruptOfItsOwn() {
        at(1, select(new Arm(0, null)), Answer.INTERRUPTED, 4);
        assertExplained(false, 0);
        at(5, new Call.Interrupt(0), Answer.of(null), 6);
        assertExplained(false, 0);
        history.removeLast();
        at(2, new Call.Interrupt(7), Answer.of(null), 5);
        assertExplained(false, 0);
        history.removeLast();
        at(2, new Call.Interrupt(0), Answer.of(null), 5);
        assertExplained(true, 0);
        history.add(new Operation(0, select(new Arm(0, null)), 6, Answer.INTERRUPTED, 7));
        assertExplained(false, 0);
        at(0, new Call.Interrupt(0), Answer.of(null), 1);
        assertExplained(true, 0);
    }

    @Test
    void aCaseWithoutAChannelIsNeverReady() {
        at(0, select(new Arm(Arm.NIL, null), new Arm(Arm.NIL, "a")), Answer.NOTHING, 1);
        assertExplained(true, 1);
        history.clear();
        at(0, select(new Arm(Arm.NIL, null), new Arm(0, "a")), Answer.NOTHING, 1);
        assertExplained(false, 1);
        history.clear();
        at(0, select(new Arm(Arm.NIL, "a")), sent(), 3);
        assertExplained(false, 1);
        at(1, select(new Arm(Arm.NIL, null)), received("a"), 2);
        assertExplained(false, 0);
    }

    private void at(long invoked, Call call, Answer answer, long returned) {
        history.add(new Operation(history.size(), call, invoked, answer, returned));
    }

    private void assertExplained(boolean expected, int... capacities) {
        List<ChannelModel> channels =
                Arrays.stream(capacities).mapToObj(ChannelModel::make).toList();
        assertThat(Linearizer.linearize(channels, history).isPresent())
                .as("%s on %s", history, channels)
                .isEqualTo(expected);
    }

    private static Call send(int channel, Object value) {
        return new Communicate(List.of(new Arm(channel, value)), Patience.NOT_AT_ALL, 0, false);
    }

    private static Call receive(int channel) {
        return new Communicate(List.of(new Arm(channel, null)), Patience.NOT_AT_ALL, 0, false);
    }

    private static Call select(Arm... arms) {
        return new Communicate(List.of(arms), Patience.NOT_AT_ALL, 0, true);
    }

    private static Answer sent() {
        return Answer.chosen(0, null);
    }

    private static Answer received(Object value) {
        return Answer.chosen(0, value);
    }
}
