package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Call;
import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.SingleFlight.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys whose methods fail, at any point, or change their results. The caller that uses such a key gets the failure, but
 * a call that has ended counts as absent, nobody waits forever, and a caller that throws has not joined.
 */
class SingleFlightKeysTest {
    private static final String PARKED = "sync.WaitGroup.Wait";

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final SingleFlight<Key, Object> flights = new SingleFlight<>();
    private final Channel<Unit> calling = Channel.make();
    private final Channel<Object> end = Channel.make();

    /** Keys are equal if their names are; keys with the same name have the same hash, unless told otherwise. */
    private static final class Key {
        private final String name;
        private final AtomicInteger hashes = new AtomicInteger();
        private volatile int hash;
        private volatile int failsAtHash;
        private volatile Throwable hashFails;
        private volatile Throwable equalsFails;

        Key(String name) {
            this.name = name;
            this.hash = name.hashCode();
        }

        /** Makes the n-th call of hashCode fail, counting from 1. */
        Key failing(int n, Throwable failure) {
            failsAtHash = n;
            hashFails = failure;
            return this;
        }

        @Override
        public int hashCode() {
            int n = hashes.incrementAndGet();
            if (hashFails != null && (failsAtHash == n || failsAtHash == 0)) {
                throw Failures.<RuntimeException>asIs(hashFails);
            }
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (equalsFails != null) {
                throw Failures.<RuntimeException>asIs(equalsFails);
            }
            return other instanceof Key key && key.name.equals(name);
        }
    }

    static Throwable[] failures() {
        return new Throwable[] {
            new IllegalStateException("the key's"), new OutOfMemoryError("the key's"),
            new StackOverflowError("the key's")
        };
    }

    private Outcome<Result<Object>> underWay(Key key) throws InterruptedException {
        Outcome<Result<Object>> first = Outcome.start(g, true, () -> flights.run(key, () -> {
            calling.send(Unit.UNIT);
            return end.receive();
        }));
        calling.receive();
        return first;
    }

    private Outcome<Result<Object>> joining(Key key) {
        return Outcome.<Result<Object>>start(g, true, () -> flights.run(key, SingleFlightKeysTest::notCalled))
                .awaitParked(PARKED);
    }

    private static Object notCalled() {
        throw new AssertionError("the call of the first is shared");
    }

    private void assertNothingIsUnderWay(String name) throws InterruptedException {
        assertThat(flights.run(new Key(name), () -> "anew")).isEqualTo(new Result<>("anew", null, false));
        assertThat(flights.runChan(new Key(name), () -> "anew").tryReceive(Goroutines.LONG))
                .isEqualTo(new Result<>("anew", null, false));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whereTheHashFailsOnTheWayInNothingIsCalled(Throwable failure) throws InterruptedException {
        Key key = new Key("a").failing(1, failure);
        assertThatThrownBy(() -> flights.run(key, SingleFlightKeysTest::notCalled)).isSameAs(failure);
        Key another = new Key("a").failing(1, failure);
        assertThatThrownBy(() -> flights.runChan(another, SingleFlightKeysTest::notCalled)).isSameAs(failure);
        assertNothingIsUnderWay("a");
        assertThat(flights.run(key, () -> 1).value()).as("the same key, when it works again").isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whereTheHashFailsOnTheWayOutTheCallHasEnded(Throwable failure) throws InterruptedException {
        Key key = new Key("a");
        Outcome<Result<Object>> first = underWay(key);
        Outcome<Result<Object>> other = joining(new Key("a"));
        ReceiveChannel<Result<Object>> channel = flights.runChan(new Key("a"), SingleFlightKeysTest::notCalled);
        key.failing(0, failure);
        end.send("value");
        first.assertFailure().isSameAs(failure);
        assertThat(other.value()).isEqualTo(new Result<>("value", null, true));
        assertThat(channel.receive()).isEqualTo(new Result<>("value", null, true));
        assertNothingIsUnderWay("a");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void inAGoroutineTheHandlerHearsOfIt(Throwable failure) throws InterruptedException {
        Channel<Throwable> handled = Channel.make(1);
        Key key = new Key("a").failing(2, failure);
        ReceiveChannel<Result<Object>> channel = flights.runChan(key, () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, t) -> handled.trySend(t));
            return "value";
        });
        assertThat(channel.receive()).isEqualTo(new Result<>("value", null, false));
        assertThat(handled.receive()).isSameAs(failure);
        assertNothingIsUnderWay("a");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whoseEqualsFailsHasNotJoined(Throwable failure) throws InterruptedException {
        Outcome<Result<Object>> first = underWay(new Key("a"));
        Key odd = new Key("a");
        odd.equalsFails = failure;
        assertThatThrownBy(() -> flights.run(odd, SingleFlightKeysTest::notCalled)).isSameAs(failure);
        assertThatThrownBy(() -> flights.runChan(odd, SingleFlightKeysTest::notCalled)).isSameAs(failure);
        end.send("value");
        assertThat(first.value()).isEqualTo(new Result<>("value", null, false));
        assertNothingIsUnderWay("a");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theEqualsOfOneUnderWayIsOfNoImportance(Throwable failure) throws InterruptedException {
        Key key = new Key("a");
        Outcome<Result<Object>> first = underWay(key);
        key.equalsFails = failure;
        Outcome<Result<Object>> other = joining(new Key("a"));
        end.send("value");
        assertThat(first.value()).isEqualTo(new Result<>("value", null, true));
        assertThat(other.value()).isEqualTo(new Result<>("value", null, true));
        assertNothingIsUnderWay("a");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whereItFailsToBeForgottenItIsNot(Throwable failure) throws InterruptedException {
        Outcome<Result<Object>> first = underWay(new Key("a"));
        assertThatThrownBy(() -> flights.forget(new Key("a").failing(1, failure))).isSameAs(failure);
        Key odd = new Key("a");
        odd.equalsFails = failure;
        assertThatThrownBy(() -> flights.forget(odd)).isSameAs(failure);
        Outcome<Result<Object>> other = joining(new Key("a"));
        end.send("value");
        assertThat(first.value()).isEqualTo(other.value());
        assertNothingIsUnderWay("a");
    }

    @Test
    void aKeyThatHasChangedIsLeftBehindNowhere() throws InterruptedException {
        Key key = new Key("a");
        Outcome<Result<Object>> first = underWay(key);
        int before = key.hash;
        key.hash = before + 1;
        Channel<Object> otherEnd = Channel.make();
        ReceiveChannel<Result<Object>> second = flights.runChan(key, otherEnd::receive);
        end.send("first");
        assertThat(first.value()).as("with another hash it is another key")
                .isEqualTo(new Result<>("first", null, false));
        key.hash = before;
        assertThat(flights.run(key, () -> "anew").value()).isEqualTo("anew");
        key.hash = before + 1;
        Outcome<Result<Object>> other = joining(key);
        otherEnd.send("second");
        assertThat(second.receive()).isEqualTo(new Result<>("second", null, true));
        assertThat(other.value()).isEqualTo(new Result<>("second", null, true));
        assertThat(flights.run(key, () -> "anew").value()).isEqualTo("anew");
    }

    /** No lock is held while equals runs: it may take its time, and even use the SingleFlight that calls it. */
    @Test
    void theEqualsOfAKeyMayUseTheFlights() throws InterruptedException {
        Outcome<Result<Object>> first = underWay(new Key("a"));
        AtomicReference<Object> inside = new AtomicReference<>();
        SingleFlight<Object, Object> any = anyKeys();
        Object odd = new Object() {
            @Override
            public int hashCode() {
                return "a".hashCode();
            }

            @Override
            public boolean equals(Object other) {
                try {
                    inside.set(any.run(new Key("b"), () -> "inside").value());
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return other instanceof Key;
            }
        };
        ReceiveChannel<Result<Object>> channel = any.runChan(odd, SingleFlightKeysTest::notCalled);
        assertThat(inside.get()).isEqualTo("inside");
        end.send("value");
        assertThat(channel.receive()).isEqualTo(first.value());
    }

    @SuppressWarnings("unchecked") // it takes any keys
    private SingleFlight<Object, Object> anyKeys() {
        return (SingleFlight<Object, Object>) (SingleFlight<?, Object>) flights;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 100, 2_000})
    void keysOfTheSameHashAreKeptApart(int many) throws InterruptedException {
        List<ReceiveChannel<Result<Object>>> channels = new ArrayList<>();
        List<Channel<Object>> ends = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Channel<Object> last = Channel.make();
            ends.add(last);
            channels.add(flights.runChan(sameHash(i), last::receive));
        }
        for (int i = 0; i < many; i += 2) { // from the middle of the list
            ends.get(i).send(i);
            assertThat(channels.get(i).receive()).isEqualTo(new Result<>(i, null, false));
        }
        for (int i = 1; i < many; i += 2) {
            ReceiveChannel<Result<Object>> other = flights.runChan(sameHash(i), SingleFlightKeysTest::notCalled);
            ends.get(i).send(i);
            assertThat(channels.get(i).receive()).isEqualTo(new Result<>(i, null, true));
            assertThat(other.receive()).isEqualTo(new Result<>(i, null, true));
        }
        assertNothingIsUnderWay("0");
    }

    /** Colliding keys in a growing table: there is still only one call for each key at a time. */
    @Test
    void callsForOneKeyNeverOverlapWhateverTheOthersDo() {
        int keys = 40;
        AtomicInteger[] underWay = new AtomicInteger[keys];
        Arrays.setAll(underWay, i -> new AtomicInteger());
        for (int i = 0; i < 8; i++) {
            g.start(i % 4 != 3, () -> {
                ThreadLocalRandom random = ThreadLocalRandom.current();
                for (int k = 0; k < 500; k++) {
                    int n = random.nextInt(keys);
                    Key key = new Key("" + n);
                    key.hash = n % 3;
                    Call<Object, RuntimeException> call = () -> {
                        assertThat(underWay[n].incrementAndGet()).isEqualTo(1);
                        Thread.yield();
                        underWay[n].decrementAndGet();
                        return n;
                    };
                    if (random.nextBoolean()) {
                        assertThat(flights.run(key, call).value()).isEqualTo(n);
                    } else {
                        List<ReceiveChannel<Result<Object>>> several = new ArrayList<>();
                        for (int m = 0; m < 5; m++) {
                            several.add(flights.runChan(key, call));
                        }
                        for (ReceiveChannel<Result<Object>> channel : several) {
                            assertThat(channel.receive().value()).isEqualTo(n);
                        }
                    }
                }
            });
        }
        g.joinAll();
    }

    private static Key sameHash(int i) {
        Key key = new Key("" + i);
        key.hash = "0".hashCode();
        return key;
    }
}
