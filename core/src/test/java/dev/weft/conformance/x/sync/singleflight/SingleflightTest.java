package dev.weft.conformance.x.sync.singleflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.SingleFlight;
import dev.weft.sync.SingleFlight.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One call for all callers that ask for the same key at the same time, and one outcome for all of them. */
@DisplayName("x/sync/singleflight/singleflight_test.go")
class SingleflightTest {
    private static final String PARKED = "sync.WaitGroup.Wait";

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final SingleFlight<String, Object> flights = new SingleFlight<>();

    @Test
    @DisplayName("TestPanicErrorUnwrap")
    void whatWasThrownIsNotWrapped() {
        for (Error failure : List.of(new AssertionError("an error"), new StackOverflowError())) {
            Outcome<Result<Object>> outcome = Outcome.start(g, true, () -> flights.run("", () -> {
                throw failure;
            }));
            outcome.assertFailure().isSameAs(failure);
        }
    }

    @Test
    @DisplayName("TestDo")
    void theValueIsReturned() throws InterruptedException {
        Result<Object> result = flights.run("key", () -> "bar");
        assertThat(result).isEqualTo(new Result<>("bar", null, false));
    }

    @Test
    @DisplayName("TestDoErr")
    void theErrorIsReturned() throws InterruptedException {
        Exception some = new Exception("some error");
        Result<Object> result = flights.run("key", () -> {
            throw some;
        });
        assertThat(result.exception()).isSameAs(some);
        assertThat(result.value()).isNull();
    }

    @Test
    @DisplayName("TestDoDupSuppress")
    void allThatComeMeanwhileShareOneCall() throws InterruptedException {
        int n = 10;
        AtomicInteger calls = new AtomicInteger();
        Channel<Unit> calling = Channel.make();
        Channel<String> value = Channel.make();
        List<Outcome<Result<Object>>> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            all.add(Outcome.start(g, true, () -> flights.run("key", () -> {
                calls.incrementAndGet();
                calling.send(Unit.UNIT);
                return value.receive();
            })));
        }
        calling.receive();
        Goroutines.awaitUntil(() -> all.stream().filter(o -> o.isParked(PARKED)).count() == n - 1);
        value.send("bar");
        for (Outcome<Result<Object>> one : all) {
            assertThat(one.value()).isEqualTo(new Result<>("bar", null, true));
        }
        assertThat(calls.get()).isEqualTo(1);
    }

    @Test
    @DisplayName("TestForget")
    void whatWasForgottenIsCalledAnewAndItsEndChangesNothing() throws InterruptedException {
        Channel<Unit> firstStarted = Channel.make();
        Channel<Unit> unblockFirst = Channel.make();
        Outcome<Result<Object>> first = Outcome.start(g, true, () -> flights.run("key", () -> {
            firstStarted.close();
            return unblockFirst.receiveOr(Unit.UNIT);
        }));
        firstStarted.receive();
        flights.forget("key");
        Channel<Unit> unblockSecond = Channel.make();
        ReceiveChannel<Result<Object>> second = flights.runChan("key", () -> {
            unblockSecond.receive();
            return 2;
        });
        unblockFirst.close();
        first.value();
        ReceiveChannel<Result<Object>> third = flights.runChan("key", () -> 3);
        unblockSecond.close();
        assertThat(second.receive().value()).isEqualTo(2);
        assertThat(third.receive().value()).as("it joined the second").isEqualTo(2);
    }

    @Test
    @DisplayName("TestDoChan")
    void theValueComesOverAChannel() throws InterruptedException {
        Result<Object> result = flights.runChan("key", () -> "bar").receive();
        assertThat(result).isEqualTo(new Result<>("bar", null, false));
    }

    @Test
    @DisplayName("TestPanicDo")
    void anErrorIsThrownByAllThatShareTheCall() throws InterruptedException {
        Error panic = new Error("invalid memory address or nil pointer dereference");
        Channel<Unit> calling = Channel.make();
        Channel<Unit> goOn = Channel.make();
        List<Outcome<Result<Object>>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(Outcome.start(g, true, () -> flights.run("key", () -> {
                calling.send(Unit.UNIT);
                goOn.receive();
                throw panic;
            })));
        }
        calling.receive();
        Goroutines.awaitUntil(() -> all.stream().filter(o -> o.isParked(PARKED)).count() == 4);
        goOn.send(Unit.UNIT);
        all.forEach(one -> one.assertFailure().isSameAs(panic));
    }

    @Test
    @DisplayName("TestGoexitDo")
    void nobodyWaitsForEverForACallThatWasBrokenOff() throws InterruptedException {
        Channel<Thread> calling = Channel.make();
        List<Outcome<Result<Object>>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(Outcome.start(g, true, () -> flights.run("key", () -> {
                calling.send(Thread.currentThread());
                return Channel.make().receive();
            })));
        }
        Thread caller = calling.receive();
        Goroutines.awaitUntil(() -> all.stream().filter(o -> o.isParked(PARKED)).count() == 4);
        caller.interrupt();
        for (Outcome<Result<Object>> one : all) {
            Exception end = one.value().exception();
            Throwable interrupt = one.thread() == caller ? end : end.getCause();
            assertThat(interrupt).isExactlyInstanceOf(InterruptedException.class);
        }
    }

    @Test
    @DisplayName("TestPanicDoChan")
    void anErrorOfACallWithoutACallerReachesTheHandler() throws InterruptedException {
        Error panic = new Error("Panicking in DoChan");
        AtomicReference<Throwable> handled = new AtomicReference<>();
        ReceiveChannel<Result<Object>> result = flights.runChan("key", () -> {
            Thread.currentThread().setUncaughtExceptionHandler((t, e) -> handled.set(e));
            throw panic;
        });
        assertThat(result.receive().exception()).isExactlyInstanceOf(ExecutionException.class).hasCause(panic);
        Goroutines.awaitUntil(() -> handled.get() == panic);
    }

    @Test
    @DisplayName("TestPanicDoSharedByDoChan")
    void anErrorIsThrownByTheCallerAndComesOverTheChannelOfWhoSharesTheCall() throws InterruptedException {
        Error panic = new Error("Panicking in Do");
        Channel<Unit> calling = Channel.make();
        Channel<Unit> unblock = Channel.make();
        Outcome<Result<Object>> caller = Outcome.start(g, true, () -> flights.run("", () -> {
            calling.close();
            unblock.receive();
            throw panic;
        }));
        calling.receive();
        ReceiveChannel<Result<Object>> shared = flights.runChan("", () -> {
            throw new AssertionError("the call of the first is shared");
        });
        unblock.close();
        caller.assertFailure().isSameAs(panic);
        assertThat(shared.receive().exception()).isExactlyInstanceOf(ExecutionException.class).hasCause(panic);
    }
}
