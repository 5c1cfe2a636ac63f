package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.UncheckedInterruptedException;
import dev.weft.Unit;
import dev.weft.support.FailingStarter;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.SingleFlight.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleFlightTest {
    private static final String PARKED = "sync.WaitGroup.Wait";

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final SingleFlight<String, Object> flights = new SingleFlight<>();
    private final Channel<Unit> calling = Channel.make();
    private final Channel<Object> end = Channel.make();

    /** Starts a call for the key that ends with what is sent to {@code end}. */
    private Outcome<Result<Object>> underWay(boolean virtual, String key) throws InterruptedException {
        Outcome<Result<Object>> first = Outcome.start(g, virtual, () -> flights.run(key, () -> {
            calling.send(Unit.UNIT);
            Object value = end.receive();
            if (value instanceof Exception e) {
                throw e;
            }
            return value;
        }));
        calling.receive();
        return first;
    }

    private Outcome<Result<Object>> joining(boolean virtual, String key) {
        return Outcome.<Result<Object>>start(g, virtual, () -> flights.run(key, SingleFlightTest::notCalled))
                .awaitParked(PARKED);
    }

    private static Object notCalled() {
        throw new AssertionError("the call of the first is shared");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void runsInTheThreadOfTheFirst(boolean virtual) {
        Outcome<Result<Object>> outcome = Outcome.start(g, virtual, () -> flights.run("key", Thread::currentThread));
        assertThat(outcome.value().value()).isSameAs(outcome.thread());
    }

    @Test
    void runChanRunsInAGoroutineOfItsOwnAndNeverWaits() throws InterruptedException {
        ReceiveChannel<Result<Object>> ch = flights.runChan("key", () -> {
            end.receive();
            return Thread.currentThread();
        });
        assertThat(ch.tryReceive()).isNull();
        end.send("go on");
        Thread ran = (Thread) ch.receive().value();
        assertThat(ran.isVirtual()).isTrue();
        assertThat(ran).isNotSameAs(Thread.currentThread());
        assertThat(ch.drained()).as("as in Go, it is not closed").isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allGetTheSameValue(boolean virtual) throws InterruptedException {
        Outcome<Result<Object>> first = underWay(virtual, "key");
        List<Outcome<Result<Object>>> others = List.of(joining(true, "key"), joining(false, "key"));
        ReceiveChannel<Result<Object>> ch = flights.runChan("key", SingleFlightTest::notCalled);
        Object value = new Object();
        end.send(value);
        assertThat(first.value().value()).isSameAs(value);
        assertThat(first.value().shared()).isTrue();
        for (Outcome<Result<Object>> other : others) {
            assertThat(other.value()).isEqualTo(new Result<>(value, null, true));
        }
        assertThat(ch.receive()).isEqualTo(new Result<>(value, null, true));
    }

    @Test
    void allGetTheVerySameException() throws InterruptedException {
        for (Exception failure : List.of(new IOException("checked"), new IllegalStateException("unchecked"))) {
            Outcome<Result<Object>> first = underWay(true, "key");
            Outcome<Result<Object>> other = joining(true, "key");
            ReceiveChannel<Result<Object>> ch = flights.runChan("key", SingleFlightTest::notCalled);
            end.send(failure);
            for (Result<Object> result : List.of(first.value(), other.value(), ch.receive())) {
                assertThat(result.exception()).isSameAs(failure);
                assertThat(result.value()).isNull();
                assertThatThrownBy(result::valueOrThrow).isSameAs(failure);
            }
        }
    }

    @Test
    void aValueMayBeNull() throws Exception {
        Result<Object> none = flights.run("key", () -> null);
        assertThat(none).isEqualTo(new Result<>(null, null, false));
        assertThat(none.valueOrThrow()).isNull();
        assertThat(flights.runChan("key", () -> null).receive().valueOrThrow()).isNull();
        assertThat(flights.run("key", () -> "some").valueOrThrow()).isEqualTo("some");
    }

    @Test
    void nothingIsKeptAndWhatIsNotSharedSaysSo() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        for (int i = 1; i <= 3; i++) {
            assertThat(flights.run("key", calls::incrementAndGet)).isEqualTo(new Result<>(i, null, false));
        }
        assertThat(flights.runChan("key", calls::incrementAndGet).receive()).isEqualTo(new Result<>(4, null, false));
    }

    @Test
    void otherKeysAreOtherFlights() throws InterruptedException {
        Outcome<Result<Object>> first = underWay(true, "key");
        assertThat(flights.run("another", () -> 1).value()).isEqualTo(1);
        Outcome<Result<Object>> equal = joining(true, new String("key"));
        end.send("value");
        assertThat(first.value()).isEqualTo(equal.value());
    }

    @Test
    void afterForgetTheOldOnesStayTogetherAndTheNewOnesToo() throws InterruptedException {
        Outcome<Result<Object>> first = underWay(true, "key");
        Outcome<Result<Object>> withFirst = joining(true, "key");
        flights.forget("key");
        flights.forget("key");
        flights.forget("no such key");
        Channel<Object> otherEnd = Channel.make();
        ReceiveChannel<Result<Object>> second = flights.runChan("key", otherEnd::receive);
        end.send("first");
        assertThat(first.value()).isEqualTo(new Result<>("first", null, true));
        assertThat(withFirst.value()).isEqualTo(new Result<>("first", null, true));
        Outcome<Result<Object>> withSecond = joining(true, "key");
        otherEnd.send("second");
        assertThat(second.receive()).isEqualTo(new Result<>("second", null, true));
        assertThat(withSecond.value()).isEqualTo(new Result<>("second", null, true));
    }

    @Test
    void afterForgetAnUnsharedFlightStaysUnshared() throws InterruptedException {
        Outcome<Result<Object>> first = underWay(true, "key");
        flights.forget("key");
        assertThat(flights.run("key", () -> "second").shared()).isFalse();
        end.send("first");
        assertThat(first.value().shared()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoeverWaitsMayBeInterruptedAndTheFlightGoesOn(boolean virtual) throws InterruptedException {
        Outcome<Result<Object>> first = underWay(true, "key");
        Outcome<Result<Object>> leaves = joining(virtual, "key");
        Outcome<Result<Object>> stays = joining(virtual, "key");
        leaves.thread().interrupt();
        leaves.assertFailure().isExactlyInstanceOf(InterruptedException.class);
        assertThat(leaves.interruptFlag()).isFalse();
        assertThat(stays.isParked(PARKED)).isTrue();
        end.send("value");
        assertThat(first.value().value()).isEqualTo("value");
        assertThat(stays.value().value()).isEqualTo("value");
    }

    @Test
    void anInterruptOnEntryCounts() throws InterruptedException {
        g.join(g.go(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> flights.run("key", SingleFlightTest::notCalled))
                    .isExactlyInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            flights.runChan("key", () -> "value");
            assertThat(Thread.interrupted()).isTrue();
        }));
    }

    /** The interrupt hit the thread of the function: the other callers fail, but must not take it for their own. */
    @Test
    void anInterruptOfTheCallIsNoneOfTheOthers() throws InterruptedException {
        Outcome<Result<Object>> first = underWay(true, "key");
        Outcome<Result<Object>> other = joining(true, "key");
        ReceiveChannel<Result<Object>> channel = flights.runChan("key", SingleFlightTest::notCalled);
        first.awaitParked("chan receive").thread().interrupt();
        Exception interrupt = first.value().exception();
        assertThat(interrupt).isExactlyInstanceOf(InterruptedException.class);
        assertThatThrownBy(other.value()::valueOrThrow).isExactlyInstanceOf(ExecutionException.class)
                .hasCause(interrupt);
        assertThat(other.interruptFlag()).isFalse();
        assertThat(channel.receive().exception()).isExactlyInstanceOf(ExecutionException.class).hasCause(interrupt);
        assertThat(flights.run("key", () -> "anew").value()).isEqualTo("anew");
    }

    @Test
    void anUncheckedInterruptOfTheCallIsNoneOfTheOthers() throws InterruptedException {
        UncheckedInterruptedException interrupt = new UncheckedInterruptedException(new InterruptedException());
        Outcome<Result<Object>> first = underWay(true, "key");
        Outcome<Result<Object>> other = joining(true, "key");
        end.send(interrupt);
        assertThat(first.value().exception()).isSameAs(interrupt);
        assertThat(other.value().exception()).isExactlyInstanceOf(ExecutionException.class).hasCause(interrupt);
    }

    /**
     * If the goroutine cannot be started, the call ends with that failure, also for callers that have joined it by
     * then.
     */
    @Test
    void aStartThatFailsLeavesNobodyWaiting() throws InterruptedException {
        Error failure = new OutOfMemoryError("no thread to run it");
        List<ReceiveChannel<Result<Object>>> channel = new ArrayList<>();
        List<Outcome<Result<Object>>> inPerson = new ArrayList<>();
        g.join(FailingStarter.start(
                g,
                () -> assertThatThrownBy(() -> flights.runChan("key", SingleFlightTest::notCalled)).isSameAs(failure),
                () -> {
                    channel.add(flights.runChan("key", SingleFlightTest::notCalled));
                    inPerson.add(joining(true, "key"));
                    throw failure;
                }));
        inPerson.getFirst().assertFailure().isSameAs(failure);
        assertThat(channel.getFirst().receive().exception()).isExactlyInstanceOf(ExecutionException.class)
                .hasCause(failure);
        assertThat(flights.run("key", () -> "anew")).isEqualTo(new Result<>("anew", null, false));
    }

    /** The exception around a failure takes its text, which may fail. */
    @Test
    void aFailureWhoseOwnMethodsFailReachesAll() throws InterruptedException {
        Error odd = new Error() {
            @Override
            public String toString() {
                throw new IllegalStateException("no text");
            }
        };
        ReceiveChannel<Result<Object>> first = flights.runChan("key", () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, t) -> {});
            end.receive();
            throw odd;
        });
        ReceiveChannel<Result<Object>> second = flights.runChan("key", SingleFlightTest::notCalled);
        end.send("go on");
        assertThat(first.receive().exception().getCause()).isSameAs(odd);
        assertThat(second.receive().exception().getCause()).isSameAs(odd);
    }

    @Test
    void whoClosesItsChannelHarmsNobodyElse() throws InterruptedException {
        ReceiveChannel<Result<Object>> first = flights.runChan("key", end::receive);
        ReceiveChannel<Result<Object>> second = flights.runChan("key", SingleFlightTest::notCalled);
        ReceiveChannel<Result<Object>> third = flights.runChan("key", SingleFlightTest::notCalled);
        ((Channel<Result<Object>>) second).close();
        end.send("value");
        assertThat(first.receive().value()).isEqualTo("value");
        assertThat(third.receive().value()).isEqualTo("value");
        assertThat(flights.run("key", () -> "anew").value()).isEqualTo("anew");
    }

    /** One object serves all, so that nothing needs to be allocated for each caller when the call has ended. */
    @Test
    void allWhoShareACallGetTheSameResultObject() throws InterruptedException {
        ReceiveChannel<Result<Object>> first = flights.runChan("key", end::receive);
        ReceiveChannel<Result<Object>> second = flights.runChan("key", SingleFlightTest::notCalled);
        Outcome<Result<Object>> third = joining(true, "key");
        end.send("value");
        assertThat(second.receive()).isSameAs(first.receive()).isSameAs(third.value());
    }

    @Test
    void anErrorLeavesNothingBehind() throws InterruptedException {
        Error error = new Error("like a panic");
        assertThatThrownBy(() -> flights.run("key", () -> {
            throw error;
        })).isSameAs(error);
        Throwable neither = new Throwable("neither nor");
        assertThatThrownBy(() -> flights.run("key", () -> sneak(neither))).isSameAs(neither);
        assertThat(flights.run("key", () -> "value").value()).isEqualTo("value");
    }

    @Test
    void whoAsksForItsOwnKeyWaitsUntilInterrupted() {
        Outcome<Result<Object>> outcome = Outcome.<Result<Object>>start(
                g, true, () -> flights.run("key", () -> flights.run("key", SingleFlightTest::notCalled)))
                .awaitParked(PARKED);
        outcome.thread().interrupt();
        assertThat(outcome.value().exception()).isExactlyInstanceOf(InterruptedException.class);
    }

    /** Calls for one key never overlap, and each caller gets a value at least as new as when it asked. */
    @Test
    void callsForOneKeyNeverOverlap() {
        AtomicInteger flying = new AtomicInteger();
        int[] value = {0}; // synchronized by the flights alone
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger shared = new AtomicInteger();
        int goroutines = 8;
        int rounds = 1_000;
        for (int i = 0; i < goroutines; i++) {
            g.start(i % 4 != 3, () -> {
                for (int k = 0; k < rounds; k++) {
                    int before = calls.get();
                    Result<Object> result = ThreadLocalRandom.current().nextBoolean()
                            ? flights.run("key", () -> call(flying, calls, value))
                            : flights.runChan("key", () -> call(flying, calls, value)).receive();
                    assertThat((int) result.valueOrThrow()).isGreaterThanOrEqualTo(before);
                    if (result.shared()) {
                        shared.incrementAndGet();
                    }
                }
            });
        }
        g.joinAll();
        assertThat(calls.get()).isEqualTo(value[0]).isLessThanOrEqualTo(goroutines * rounds);
        assertThat(calls.get() + shared.get()).as("every one has called, or shared").isGreaterThanOrEqualTo(
                goroutines * rounds);
    }

    private static int call(AtomicInteger flying, AtomicInteger calls, int[] value) {
        assertThat(flying.incrementAndGet()).isEqualTo(1);
        value[0]++;
        Thread.yield();
        calls.incrementAndGet();
        flying.decrementAndGet();
        return value[0];
    }

    @Test
    void forgettingAtTheSameTimeLosesNobody() {
        for (int i = 0; i < 4; i++) {
            g.go(() -> {
                for (int k = 0; k < 1_000; k++) {
                    String mine = Thread.currentThread().threadId() + " " + k;
                    List<ReceiveChannel<Result<Object>>> all = new ArrayList<>();
                    all.add(flights.runChan("key", () -> mine));
                    flights.forget("key");
                    all.add(flights.runChan("key", () -> mine));
                    for (ReceiveChannel<Result<Object>> ch : all) {
                        assertThat(ch.receive().valueOrThrow()).isNotNull();
                    }
                }
            });
        }
        g.joinAll();
    }

    @Test
    void misuse() throws InterruptedException {
        assertThatNullPointerException().isThrownBy(() -> flights.run(null, () -> ""));
        assertThatNullPointerException().isThrownBy(() -> flights.run("key", null));
        assertThatNullPointerException().isThrownBy(() -> flights.runChan(null, () -> ""));
        assertThatNullPointerException().isThrownBy(() -> flights.runChan("key", null));
        assertThatNullPointerException().isThrownBy(() -> flights.forget(null));
        assertThat(flights.run("key", () -> "value").value()).isEqualTo("value");
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> Object sneak(Throwable t) throws X {
        throw (X) t;
    }
}
