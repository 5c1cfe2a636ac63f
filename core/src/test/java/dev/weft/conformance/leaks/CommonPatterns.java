package dev.weft.conformance.leaks;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Unit.UNIT;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.context.Context;
import java.util.List;
import java.util.Optional;

/** {@code commonpatterns.go}: common leaks, from a study of a company's services. */
final class CommonPatterns {
    private CommonPatterns() {}

    /**
     * The channel of a pool is never closed, so its workers wait for more; and another pool has no workers. Repaired:
     * the channel is closed, and there is at least one worker.
     */
    @GoProgram(value = "NoCloseRange", leaks = {"noCloseRange [chan send]", "worker [chan receive] ×3"})
    static void noCloseRange(boolean repaired) {
        go("noCloseRange", () -> distribute(List.of(1, 2, 3), repaired ? 1 : 0, repaired));
        go("noCloseRange", () -> distribute(List.of(1, 2, 3), 3, repaired));
    }

    private static void distribute(List<Integer> items, int workers, boolean close) throws InterruptedException {
        Channel<Integer> ch = Channel.make();
        for (int i = 0; i < workers; i++) {
            go("worker", () -> {
                while (ch.receive() != null) {
                    // work on the item
                }
            });
        }
        for (int item : items) {
            ch.send(item);
        }
        if (close) {
            ch.close();
        }
    }

    /** A worker is not stopped, although its documentation says that it must be. Repaired: it is stopped. */
    @GoProgram(value = "MethodContractViolation", leaks = "worker [select]")
    static void methodContractViolation(boolean repaired) throws InterruptedException {
        Channel<Integer> items = Channel.make();
        Channel<Unit> done = Channel.make();
        go("worker", () -> {
            while (select(receive(items), receive(done)) == 0) {
                // work on the item
            }
        });
        for (int i = 0; i < 10; i++) {
            items.send(i);
        }
        if (repaired) {
            done.close();
        }
    }

    /**
     * After an error has been sent, a result is sent as well, which is not received. Repaired: it returns after the
     * error.
     */
    @GoProgram(value = "DoubleSend", leaks = "failing [chan send]")
    static void doubleSend(boolean repaired) throws InterruptedException {
        Channel<Optional<Unit>> ch = Channel.make();
        go("succeeding", () -> sendOutcome(ch, false, repaired));
        ch.receive();
        go("failing", () -> sendOutcome(ch, true, repaired));
        ch.receive();
        Channel<Optional<Unit>> withRoom = Channel.make(1);
        go("failing with room", () -> sendOutcome(withRoom, true, repaired));
        withRoom.receive();
    }

    private static void sendOutcome(Channel<Optional<Unit>> ch, boolean error, boolean repaired)
            throws InterruptedException {
        if (error) {
            ch.send(Optional.empty());
            if (repaired) {
                return;
            }
        }
        ch.send(Optional.of(UNIT));
    }

    /** After an error, the receiver returns before it has received. Repaired: the channel has a buffer. */
    @GoProgram(value = "EarlyReturn", leaks = "sender [chan send]")
    static void earlyReturn(boolean repaired) {
        go("earlyReturn", () -> {
            Channel<Unit> ch = Channel.make(repaired ? 1 : 0);
            go("sender", () -> ch.send(UNIT));
            boolean error = true;
            if (error) {
                return;
            }
            ch.receive();
        });
    }

    /**
     * Only the first of several results is received; and if there is nothing to do, the receiver waits for a result
     * that never comes. Repaired: the channel has room for all results, and the receiver does not wait for none.
     */
    @GoProgram(value = "NCastLeak", leaks = {"nCast [chan receive]", "caster [chan send] ×4"})
    static void nCastLeak(boolean repaired) {
        go("nCast", () -> nCast(0, repaired));
        go("nCast", () -> nCast(5, repaired));
    }

    private static void nCast(int casters, boolean repaired) throws InterruptedException {
        Channel<Unit> ch = Channel.make(repaired ? casters : 0);
        for (int i = 0; i < casters; i++) {
            go("caster", () -> ch.send(UNIT));
        }
        if (casters > 0 || !repaired) {
            ch.receive();
        }
    }

    /**
     * The receiver returns when the context is done, before the sender has sent. Repaired: the channel has a buffer.
     */
    @GoProgram(value = "Timeout", leaks = "sender [chan send] ×100")
    static void timeout(boolean repaired) {
        try (var ctx = Context.withCancel(Context.background())) {
            ctx.cancel();
            for (int i = 0; i < 100; i++) {
                go("timeout", () -> {
                    Channel<Unit> ch = Channel.make(repaired ? 1 : 0);
                    Channel<Unit> gaveUp = Channel.make();
                    go("sender", () -> {
                        gaveUp.receive();
                        ch.send(UNIT);
                    });
                    select(receive(ch), receive(ctx.done()));
                    gaveUp.close();
                });
            }
        }
    }
}
