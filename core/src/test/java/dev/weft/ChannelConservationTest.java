package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every value whose send returned normally (or returned true) is received exactly once, and no other value ever is:
 * with many senders and receivers at once, whatever interrupts them or closes the channel, and whichever waits time
 * out.
 *
 * <p>A value is {@code sender * PER_SENDER + number}.
 */
class ChannelConservationTest extends ChannelContract {
    private static final int PER_SENDER = 100_000;

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"1, 1", "1, 4", "4, 1", "4, 4", "30, 30"})
    void eachValueIsReceivedOnceAndInItsSendersOrder(int senders, int receivers) throws InterruptedException {
        Channel<Integer> ch = empty();
        int each = 600 / senders;
        List<Outcome<List<Integer>>> sending = new ArrayList<>();
        List<Outcome<List<Integer>>> receiving = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            int sender = i;
            sending.add(start(i, () -> {
                List<Integer> sent = new ArrayList<>();
                for (int n = 0; n < each; n++) {
                    ch.send(sender * PER_SENDER + n);
                    sent.add(sender * PER_SENDER + n);
                }
                return sent;
            }));
        }
        for (int i = 0; i < receivers; i++) {
            receiving.add(start(i, () -> {
                List<Integer> received = new ArrayList<>();
                for (Integer v; (v = ch.receive()) != null;) {
                    received.add(v);
                }
                return received;
            }));
        }
        sending.forEach(Outcome::value);
        ch.close();
        for (Outcome<List<Integer>> receiver : receiving) {
            assertInSendersOrder(receiver.value());
        }
        assertThat(all(sending)).hasSize(each * senders);
        assertConserved(all(sending), all(receiving));
    }

    @Test
    void interruptsAndTimeOutsLoseNothingAndDoubleNothing() {
        Channel<Integer> ch = empty();
        List<Outcome<List<Integer>>> sending = new ArrayList<>();
        List<Outcome<List<Integer>>> receiving = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int id = i;
            sending.add(start(i, () -> sendWhateverHappens(ch, id, 150)));
            receiving.add(start(i, () -> receiveWhateverHappens(ch, id)));
        }
        List<Thread> threads = new ArrayList<>();
        sending.forEach(s -> threads.add(s.thread()));
        receiving.forEach(r -> threads.add(r.thread()));
        AtomicBoolean over = new AtomicBoolean();
        Outcome<Void> interrupter = Outcome.start(g, false, () -> {
            for (Random random = new Random(capacity); !over.get(); LockSupport.parkNanos(20_000)) {
                threads.get(random.nextInt(threads.size())).interrupt();
            }
            return null;
        });
        try {
            sending.forEach(Outcome::value);
            ch.close();
            receiving.forEach(Outcome::value);
        } finally {
            over.set(true);
        }
        interrupter.value();
        for (Outcome<List<Integer>> receiver : receiving) {
            assertInSendersOrder(receiver.value());
        }
        assertConserved(all(sending), all(receiving));
    }

    @Test
    void closeAmongManyLosesNothingAndDeliversNothingThatFailed() {
        for (int round = 0; round < 10; round++) {
            Channel<Integer> ch = empty();
            List<Outcome<List<Integer>>> sending = new ArrayList<>();
            List<Outcome<List<Integer>>> receiving = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int id = i;
                receiving.add(start(i, () -> receiveWhateverHappens(ch, id)));
                sending.add(start(i, () -> {
                    List<Integer> sent = sendWhateverHappens(ch, id, id == 0 ? 30 : PER_SENDER);
                    if (id == 0) {
                        ch.close(); // while the others go on
                    }
                    return sent;
                }));
            }
            assertConserved(all(sending), all(receiving));
            assertThat(ch.drained()).isTrue();
        }
    }

    /** Sends the values of one sender, in every way in turn, and returns those that were sent. */
    private static List<Integer> sendWhateverHappens(Channel<Integer> ch, int sender, int count) {
        List<Integer> sent = new ArrayList<>();
        Random random = new Random(sender);
        for (int n = 0; n < count; n++) {
            int value = sender * PER_SENDER + n;
            try {
                boolean done = switch (random.nextInt(4)) {
                    case 0 -> ch.trySend(value);
                    case 1 -> ch.trySend(value, Duration.ofNanos(random.nextInt(100_000)));
                    default -> {
                        ch.send(value);
                        yield true;
                    }
                };
                if (done) {
                    sent.add(value);
                }
            } catch (InterruptedException e) {
                // not sent: continue with the next one
            } catch (ChannelClosedException e) {
                break; // not sent, and the following ones will not be either
            }
        }
        return sent;
    }

    /** Receives in every way in turn, until the channel is drained. */
    private static List<Integer> receiveWhateverHappens(Channel<Integer> ch, int receiver) {
        List<Integer> received = new ArrayList<>();
        for (Random random = new Random(-1 - receiver); !ch.drained();) {
            try {
                Integer value = switch (random.nextInt(4)) {
                    case 0 -> ch.tryReceive();
                    case 1 -> ch.tryReceive(Duration.ofNanos(random.nextInt(100_000)));
                    default -> ch.receive();
                };
                if (value != null) {
                    received.add(value);
                }
            } catch (InterruptedException e) {
                // nothing received: try again
            }
        }
        return received;
    }

    /** Goroutines and platform threads alternately; the parameter decides which comes first. */
    private <T> Outcome<T> start(int i, Call<T, ?> call) {
        return Outcome.start(g, (i % 2 == 0) == virtual, call);
    }

    private static void assertInSendersOrder(List<Integer> received) {
        int[] last = new int[100];
        for (int value : received) {
            int sender = value / PER_SENDER;
            assertThat(value + 1).isGreaterThan(last[sender]);
            last[sender] = value + 1;
        }
    }

    private static void assertConserved(List<Integer> sent, List<Integer> received) {
        assertThat(received.stream().sorted().toList()).isEqualTo(sent.stream().sorted().toList());
    }

    private static List<Integer> all(List<Outcome<List<Integer>>> outcomes) {
        List<Integer> values = new ArrayList<>();
        outcomes.forEach(o -> values.addAll(o.value()));
        return values;
    }
}
