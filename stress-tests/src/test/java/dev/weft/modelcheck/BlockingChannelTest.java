package dev.weft.modelcheck;

import static dev.weft.modelcheck.Effort.explore;
import static dev.weft.modelcheck.Program.check;
import static dev.weft.modelcheck.Program.together;
import static dev.weft.modelcheck.Program.togetherInterruptingTheFirst;

import dev.weft.Channel;
import dev.weft.ChannelClosedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sends, receives and closes that wait: every waiter is woken, and no value is lost, duplicated or overtaken. */
class BlockingChannelTest {
    private static final Duration MOMENT = Duration.ofNanos(1);

    private static Channel<Integer> channel;
    private static Integer first;
    private static Integer second;
    private static boolean sent;
    private static boolean gaveUp;

    @Test
    void valuesPassInOrderWithoutBuffer() {
        explore(() -> valuesPassInOrder(0));
    }

    @Test
    void valuesPassInOrderThroughABufferOfOne() {
        explore(() -> valuesPassInOrder(1));
    }

    @Test
    void valuesPassInOrderThroughABufferOfTwo() {
        explore(() -> valuesPassInOrder(2));
    }

    private static void valuesPassInOrder(int capacity) {
        channel = Channel.make(capacity);
        together(
                () -> {
                    for (int i = 1; i <= capacity + 2; i++) {
                        channel.send(i);
                    }
                },
                () -> {
                    for (int i = 1; i <= capacity + 2; i++) {
                        check(channel.receive() == i, "values come in order");
                    }
                });
    }

    @Test
    void twoSendersMeetOneReceiver() {
        explore(() -> {
            channel = Channel.make();
            together(() -> channel.send(1), () -> channel.send(2), () -> {
                first = channel.receive();
                second = channel.receive();
            });
            check(first + second == 3, "each value comes once");
        });
    }

    @Test
    void twoSendersPassABufferOfOne() {
        explore(() -> {
            channel = Channel.make(1);
            together(
                    () -> {
                        channel.send(1);
                        channel.send(2);
                    },
                    () -> channel.send(4),
                    () -> {
                        first = channel.receive();
                        second = channel.receive();
                        check(first + second + channel.receive() == 7, "each value comes once");
                    });
        });
    }

    @Test
    void twoReceiversMeetOneSender() {
        explore(() -> {
            channel = Channel.make();
            together(() -> first = channel.receive(), () -> second = channel.receive(), () -> {
                channel.send(1);
                channel.send(2);
            });
            check(first + second == 3, "each value comes once");
        });
    }

    @Test
    void closeWakesAllReceivers() {
        explore(() -> {
            channel = Channel.make();
            together(
                    () -> check(channel.receive() == null, "closed"),
                    () -> check(channel.receive() == null, "closed"),
                    () -> channel.close());
        });
    }

    @Test
    void closeWakesAllSenders() {
        explore(() -> {
            channel = Channel.make();
            together(() -> fails(1), () -> fails(2), () -> channel.close());
            check(channel.tryReceive() == null, "nothing was sent");
        });
    }

    private static void fails(int value) throws InterruptedException {
        try {
            channel.send(value);
        } catch (ChannelClosedException e) {
            return;
        }
        throw new AssertionError("sent to nobody");
    }

    @Test
    void closeComesBeforeOrAfterASend() {
        explore(() -> closeComesBeforeOrAfterASend(0));
    }

    @Test
    void closeComesBeforeOrAfterASendToABuffer() {
        explore(() -> closeComesBeforeOrAfterASend(1));
    }

    private static void closeComesBeforeOrAfterASend(int capacity) {
        channel = Channel.make(capacity);
        sent = false;
        together(
                () -> {
                    try {
                        channel.send(1);
                        sent = true;
                    } catch (ChannelClosedException e) {
                        // then it must not be received
                    }
                },
                () -> channel.close(),
                () -> first = channel.receive());
        check(sent == (first != null), "a value was sent, or was not");
    }

    @Test
    void anInterruptedSendHappensOrNot() {
        explore(() -> {
            channel = Channel.make();
            clear();
            togetherInterruptingTheFirst(
                    () -> {
                        try {
                            channel.send(1);
                            sent = true;
                        } catch (InterruptedException e) {
                            gaveUp = true;
                        }
                    },
                    () -> first = channel.tryReceive());
            check(sent != gaveUp && sent == (first != null), "a value was sent, or was not");
            check(channel.tryReceive() == null, "who gave up has left");
        });
    }

    @Test
    void anInterruptedSendToABufferHappensOrNot() {
        explore(() -> {
            channel = Channel.make(1);
            channel.trySend(1);
            clear();
            togetherInterruptingTheFirst(
                    () -> {
                        try {
                            channel.send(2);
                            sent = true;
                        } catch (InterruptedException e) {
                            gaveUp = true;
                        }
                    },
                    () -> check(channel.receive() == 1, "values come in order"));
            second = channel.tryReceive();
            check(sent != gaveUp && sent == (second != null), "a value was sent, or was not");
        });
    }

    @Test
    void anInterruptedReceiveHappensOrNot() {
        explore(() -> {
            channel = Channel.make();
            clear();
            togetherInterruptingTheFirst(
                    () -> {
                        try {
                            first = channel.receive();
                        } catch (InterruptedException e) {
                            gaveUp = true;
                        }
                    },
                    () -> sent = channel.trySend(1));
            check((first != null) != gaveUp && sent == (first != null), "a value was received, or was not");
        });
    }

    @Test
    void aSendInTimeHappensOrNot() {
        explore(() -> {
            channel = Channel.make();
            clear();
            together(() -> sent = channel.trySend(1, MOMENT), () -> first = channel.tryReceive(MOMENT));
            check(sent == (first != null), "a value was sent, or was not");
            check(channel.tryReceive() == null && !channel.trySend(2), "who gave up has left");
        });
    }

    private static void clear() {
        first = null;
        second = null;
        sent = false;
        gaveUp = false;
    }
}
