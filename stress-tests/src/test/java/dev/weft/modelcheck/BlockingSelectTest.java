package dev.weft.modelcheck;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.modelcheck.Effort.explore;
import static dev.weft.modelcheck.Program.check;
import static dev.weft.modelcheck.Program.together;
import static dev.weft.modelcheck.Program.togetherInterruptingTheFirst;

import dev.weft.Channel;
import dev.weft.ChannelClosedException;
import dev.weft.ReceiveCase;
import dev.weft.SendCase;
import dev.weft.internal.wait.WaitQueue;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Selects that wait on two channels: one case proceeds, every partner is met, and nothing is left in the queues. */
class BlockingSelectTest {
    private static final Duration MOMENT = Duration.ofNanos(1);

    private static Channel<Integer> a;
    private static Channel<Integer> b;
    private static int sum;
    private static int first;
    private static int second;
    private static boolean sentToA;
    private static boolean sentToB;
    private static boolean gaveUp;

    private static void make(int capacity) {
        a = Channel.make(capacity);
        b = Channel.make(capacity);
        sum = 0;
        first = 0;
        second = 0;
        sentToA = false;
        sentToB = false;
        gaveUp = false;
    }

    /** A losing case that was left behind would be found here. */
    private static void checkNobodyWaits() {
        check(((WaitQueue) (Object) a).isEmpty() && ((WaitQueue) (Object) b).isEmpty(), "nobody waits");
    }

    /** Receives from either channel, and returns the value; 0 if it is closed. */
    private static int either(Channel<Integer> one, Channel<Integer> other) throws InterruptedException {
        ReceiveCase<Integer> r1 = receive(one);
        ReceiveCase<Integer> r2 = receive(other);
        int index = select(r1, r2);
        ReceiveCase<Integer> chosen = index == 0 ? r1 : r2;
        ReceiveCase<Integer> loser = index == 0 ? r2 : r1;
        check(chosen.chosen() && !loser.chosen() && !loser.ok(), "one case proceeds");
        return chosen.ok() ? chosen.value() : 0;
    }

    @Test
    void receivesFromASenderOnEach() {
        explore(() -> {
            make(0);
            together(
                    () -> {
                        sum += either(a, b);
                        sum += either(a, b);
                    },
                    () -> a.send(1),
                    () -> b.send(2));
            check(sum == 3, "each value comes once");
            checkNobodyWaits();
        });
    }

    @Test
    void receivesFromBuffers() {
        explore(() -> {
            make(1);
            together(
                    () -> {
                        sum += either(a, b);
                        sum += either(a, b);
                    },
                    () -> a.send(1),
                    () -> b.send(2));
            check(sum == 3, "each value comes once");
            checkNobodyWaits();
        });
    }

    @Test
    void isWokenByACloserOfEither() {
        explore(() -> {
            make(0);
            together(() -> check(either(a, b) == 0, "closed"), () -> a.close(), () -> b.close());
            checkNobodyWaits();
        });
    }

    @Test
    void aSendFailsWhenItsChannelIsClosed() {
        explore(() -> {
            make(0);
            together(
                    () -> {
                        try {
                            sentToB = select(send(a, 1), send(b, 1)) == 1;
                        } catch (ChannelClosedException e) {
                            gaveUp = true;
                        }
                    },
                    () -> a.close(),
                    () -> sum = b.tryReceive() == null ? 0 : 1);
            check(sentToB != gaveUp && sum == (sentToB ? 1 : 0), "it failed, or sent to the other");
            checkNobodyWaits();
        });
    }

    @Test
    void winsOnce() {
        explore(3, () -> {
            make(0);
            together(() -> sum = either(a, b), () -> sentToA = a.trySend(1), () -> {
                sentToB = b.trySend(2);
                if (!sentToB) {
                    b.close(); // or it could wait forever
                }
            });
            check(!(sentToA && sentToB), "one case proceeds");
            check(sum == (sentToA ? 1 : sentToB ? 2 : 0), "it received what was sent");
            checkNobodyWaits();
        });
    }

    @Test
    void twoMeetInOppositeOrder() {
        explore(() -> {
            make(0);
            together(() -> select(send(a, 1), send(b, 2)), () -> sum = either(b, a));
            check(sum == 1 || sum == 2, "one value passes");
            checkNobodyWaits();
        });
    }

    @Test
    void twoThatSendAndReceiveMeetEachOther() {
        explore(() -> {
            make(0);
            together(() -> first = sendOrReceive(), () -> second = sendOrReceive());
            check(first + second == 1, "one sends, the other receives");
            checkNobodyWaits();
        });
    }

    private static int sendOrReceive() throws InterruptedException {
        SendCase<Integer> send = send(a, 1);
        ReceiveCase<Integer> receive = receive(a);
        return select(receive, send) == 0 && receive.ok() ? 1 : 0;
    }

    @Test
    void oneOfTwoIsReadyAtEveryInstant() {
        explore(() -> {
            make(1);
            b.trySend(2);
            together(
                    () -> check(trySelect(receive(a), receive(b)) >= 0, "one is ready"),
                    () -> {
                        a.trySend(1);
                        b.tryReceive();
                    });
        });
    }

    @Test
    void oneOfTwoIsReadyWhileTheOtherIsClosed() {
        explore(() -> {
            make(1);
            b.trySend(2);
            together(
                    () -> check(trySelect(receive(a), receive(b)) >= 0, "one is ready"),
                    () -> {
                        a.close();
                        b.tryReceive();
                    });
        });
    }

    @Test
    void twoTakeTheOnlyValueOnce() {
        explore(() -> {
            make(1);
            together(() -> first = takeInTime(a, b), () -> second = takeInTime(b, a), () -> sentToA = a.trySend(1));
            int rest = a.tryReceive() == null ? 0 : 1;
            check(sentToA && first + second + rest == 1, "the value is there once");
            checkNobodyWaits();
        });
    }

    private static int takeInTime(Channel<Integer> one, Channel<Integer> other) throws InterruptedException {
        ReceiveCase<Integer> r1 = receive(one);
        ReceiveCase<Integer> r2 = receive(other);
        int index = select(MOMENT, r1, r2);
        check(r1.ok() == (index == 0) && r2.ok() == (index == 1), "the case that was chosen received");
        return index < 0 ? 0 : 1;
    }

    @Test
    void anInterruptedOneHappensOrNot() {
        explore(() -> {
            make(0);
            togetherInterruptingTheFirst(
                    () -> {
                        try {
                            sum = either(a, b);
                        } catch (InterruptedException e) {
                            gaveUp = true;
                        }
                    },
                    () -> sentToB = b.trySend(2));
            check(sentToB != gaveUp && sum == (sentToB ? 2 : 0), "a value was received, or was not");
            checkNobodyWaits();
        });
    }
}
