package dev.weft.sync;

import static dev.weft.context.Context.background;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.support.Goroutines;
import dev.weft.support.OtherContext;
import dev.weft.support.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ErrGroup#await(Duration)} and {@link ErrGroup#await(Context)}, which may give up. */
class ErrGroupAwaitTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final ErrGroup group = ErrGroup.withContext(background());
    private final Channel<Unit> end = Channel.make();

    /** How to wait until all have ended, without giving up. */
    enum Way {
        WITH_TIME {
            @Override
            void await(ErrGroup group) throws Exception {
                assertThat(group.await(Goroutines.LONG)).isTrue();
            }
        },
        WITH_CONTEXT {
            @Override
            void await(ErrGroup group) throws Exception {
                group.await(background());
            }
        };

        abstract void await(ErrGroup group) throws Exception;
    }

    private Outcome<Void> waiting(boolean virtual, Context ctx) {
        return Outcome.<Void>start(g, virtual, () -> {
            group.await(ctx);
            return null;
        }).awaitParked("select");
    }

    @ParameterizedTest
    @EnumSource
    void whereAllGoesWellItReturnsAndCancels(Way way) throws Exception {
        way.await(group);
        ErrGroup another = ErrGroup.withContext(background());
        int[] written = {0};
        another.go(() -> written[0] = 1);
        way.await(another);
        assertThat(written[0]).isEqualTo(1);
        assertThat(another.context().err()).isExactlyInstanceOf(CanceledException.class);
        way.await(new ErrGroup());
    }

    @ParameterizedTest
    @EnumSource
    void theFirstFailureIsThrown(Way way) {
        Exception failure = new IOException();
        group.go(() -> {
            throw failure;
        });
        assertThatThrownBy(() -> way.await(group)).isSameAs(failure);
        assertThatThrownBy(() -> way.await(group)).as("again").isSameAs(failure);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptOfAGoroutineIsNoneOfTheOneThatWaits(Way way) {
        Exception failure = new InterruptedException();
        group.go(() -> {
            throw failure;
        });
        assertThatThrownBy(() -> way.await(group)).isExactlyInstanceOf(ExecutionException.class).hasCause(failure);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorIsThrown(Way way) {
        Error failure = new Error("like a panic");
        group.go(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, t) -> {});
            throw failure;
        });
        assertThatThrownBy(() -> way.await(group)).isSameAs(failure);
    }

    @Test
    void outOfTimeItSaysSoAndNothingChanges() throws Exception {
        group.go(end::receive);
        assertThat(group.await(Duration.ZERO)).isFalse();
        assertThat(group.await(Duration.ofNanos(-1))).isFalse();
        assertThat(group.await(Duration.ofMillis(1))).isFalse();
        assertThat(group.context().err()).isNull();
        end.send(Unit.UNIT);
        assertThat(group.await(Goroutines.LONG)).isTrue();
        assertThat(group.await(Duration.ZERO)).isTrue();
    }

    /** There is no outcome until all have ended. */
    @Test
    void outOfTimeAFailureIsNotThrown() throws Exception {
        Exception failure = new IOException();
        group.go(() -> {
            throw failure;
        });
        group.go(end::receive);
        group.context().done().receive();
        assertThat(group.await(Duration.ofMillis(1))).isFalse();
        end.send(Unit.UNIT);
        assertThatThrownBy(() -> group.await(Goroutines.LONG)).isSameAs(failure);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theEndOfTheContextIsThrownAndTheGroupGoesOn(boolean virtual) throws Exception {
        CancelableContext ctx = Context.withCancel(background());
        group.go(end::receive);
        Outcome<Void> leaves = waiting(virtual, ctx);
        Outcome<Void> stays = waiting(virtual, new OtherContext(background()));
        Exception cause = new Exception("the cause");
        ctx.cancel(cause);
        leaves.assertFailure().isExactlyInstanceOf(CanceledException.class).hasCause(cause);
        assertThat(group.context().err()).isNull();
        assertThatThrownBy(() -> group.await(ctx)).as("done already").isInstanceOf(CanceledException.class);
        end.send(Unit.UNIT);
        stays.value();
        group.await(ctx); // all have ended, and that counts
    }

    @Test
    void whereAllHaveEndedTheirFailureCountsAndNotTheContext() throws InterruptedException {
        CancelableContext ctx = Context.withCancel(background());
        Exception failure = new IOException();
        group.go(() -> {
            throw failure;
        });
        assertThat(group.await()).isSameAs(failure);
        ctx.cancel();
        assertThatThrownBy(() -> group.await(ctx)).isSameAs(failure);
    }

    @Test
    void withItsOwnContextItWaitsForTheFirstFailure() throws InterruptedException {
        Exception failure = new IOException();
        group.go(end::receive);
        Outcome<Void> waiting = waiting(true, group.context());
        group.go(() -> {
            throw failure;
        });
        waiting.assertFailure().isInstanceOf(CanceledException.class).hasCause(failure);
        end.send(Unit.UNIT);
        assertThat(group.await()).isSameAs(failure);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptThrowsAndTheGroupGoesOn(boolean virtual) throws Exception {
        group.go(end::receive);
        Outcome<Void> withContext = waiting(virtual, background());
        Outcome<Boolean> withTime = Outcome.start(g, virtual, () -> group.await(Duration.ofDays(1)))
                .awaitParked("sync.WaitGroup.Wait");
        withContext.thread().interrupt();
        withTime.thread().interrupt();
        withContext.assertFailure().isExactlyInstanceOf(InterruptedException.class);
        withTime.assertFailure().isExactlyInstanceOf(InterruptedException.class);
        assertThat(withContext.interruptFlag() || withTime.interruptFlag()).isFalse();
        assertThat(group.context().err()).isNull();
        end.send(Unit.UNIT);
        assertThat(group.await()).isNull();
    }

    @Test
    void misuse() {
        assertThatNullPointerException().isThrownBy(() -> group.await((Context) null));
        assertThatNullPointerException().isThrownBy(() -> group.await((Duration) null));
    }

    /** A wait with a deadline, as a Go programmer would write it, and the three outcomes that it distinguishes. */
    @Test
    void threeThingsAreToldApart() throws Exception {
        assertThat(told(Duration.ofDays(1))).isEqualTo("well");
        group.go(end::receive);
        assertThat(told(Duration.ofMillis(1))).isEqualTo("out of time");
        end.send(Unit.UNIT);
        group.go(() -> {
            throw new IOException("failed");
        });
        assertThat(told(Duration.ofDays(1))).isEqualTo("failed");
    }

    private String told(Duration timeout) throws Exception {
        try (CancelableContext ctx = Context.withTimeout(background(), timeout)) {
            group.await(ctx);
            return "well";
        } catch (ContextException e) {
            return "out of time";
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    @Test
    void goesOnAnArgument() throws Exception {
        Channel<String> got = Channel.make(2);
        group.setLimit(1);
        int[] evaluated = {0};
        group.go(got::send, "go " + ++evaluated[0]);
        assertThat(group.await(Goroutines.LONG)).isTrue();
        ErrGroup another = new ErrGroup();
        another.setLimit(1);
        assertThat(another.tryGo(s -> Go.unchecked(() -> {
            got.send(s);
            end.receive();
        }), "tryGo " + ++evaluated[0])).isTrue();
        assertThat(another.tryGo(s -> {}, "no slot")).isFalse();
        end.send(Unit.UNIT);
        assertThat(another.await()).isNull();
        assertThat(got.receive()).isEqualTo("go 1");
        assertThat(got.receive()).isEqualTo("tryGo 2");
        Exception failure = new IOException();
        another.go(e -> {
            throw e;
        }, failure);
        assertThat(another.await()).isSameAs(failure);
        assertThatNullPointerException().isThrownBy(() -> another.go(null, "argument")).withMessage("f");
        assertThatNullPointerException().isThrownBy(() -> another.tryGo(null, "argument")).withMessage("f");
        assertThat(another.tryGo(s -> {}, (String) null)).as("an argument may be null, and no slot was lost").isTrue();
        another.await();
    }
}
