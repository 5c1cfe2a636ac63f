package dev.weft.conformance.leaks;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Unit.UNIT;
import static dev.weft.support.Goroutines.awaitParked;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.sync.Mutex;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.io.InputStream;
import java.time.Duration;

/** Bugs of gRPC for Go. */
final class Grpc {
    private Grpc() {}

    /** The loop is told to stop during a call, and does not receive its answer. Repaired: the channel has a buffer. */
    @GoProgram(value = "Grpc660", leaks = "call [chan send]")
    static void grpc660(boolean repaired) {
        Channel<Unit> stop = Channel.make();
        Channel<Unit> loopLeft = Channel.make();
        go("loop", () -> {
            Channel<Boolean> done;
            do {
                Channel<Boolean> answer = Channel.make(repaired ? 1 : 0);
                done = answer;
                go("call", () -> {
                    loopLeft.receive();
                    answer.send(true);
                });
            } while (select(receive(stop), receive(done)) == 1);
            loopLeft.close();
        });
        go("stopper", () -> stop.send(UNIT));
    }

    /** If the server is stopped a second time, it locks where it should unlock. Repaired: it unlocks. */
    @GoProgram(value = "Grpc795", leaks = {"gracefulStop [sync.Mutex.Lock]", "serve [sync.Mutex.Lock]"})
    static void grpc795(boolean repaired) {
        Mutex mu = new Mutex();
        boolean[] drain = {false};
        Channel<Unit> stoppedTwice = Channel.make();
        go("serve", () -> {
            stoppedTwice.receive();
            mu.lock();
            mu.unlock();
        });
        go("gracefulStop", () -> {
            for (int i = 0; i < 3; i++) {
                mu.lock();
                if (drain[0] && !repaired) {
                    stoppedTwice.tryClose();
                    mu.lock();
                }
                drain[0] = true;
                mu.unlock();
            }
            stoppedTwice.tryClose();
        });
    }

    /**
     * If dialling is cancelled, the connection is not closed, and one of its goroutines waits for that. Repaired: it is
     * closed.
     */
    @GoProgram(value = "Grpc862", leaks = "resetTransport [chan receive]")
    static void grpc862(boolean repaired) {
        CancelableContext ctx = Context.withCancel(Context.background());
        go("dial", () -> {
            CancelableContext connection = Context.withCancel(Context.background());
            go("resetTransport", () -> {
                CancelableContext address = Context.withCancel(connection);
                Context.withTimeout(address, Duration.ofMinutes(1)).cancel(); // an attempt
                address.done().receive();
            });
            ctx.done().receive();
            if (repaired) {
                connection.cancel();
            }
        });
        ctx.cancel();
    }

    /** Reads bytes from a channel. */
    private static final class ReceivingStream extends InputStream {
        final Channel<Integer> bytes = Channel.make();

        @Override
        public int read() {
            return Go.unchecked(() -> bytes.receiveOr(-1));
        }
    }

    /** Closing a stream does not wake the goroutine that reads from it. Repaired: it does. */
    @GoProgram(value = "Grpc1275", leaks = "reader [chan receive]")
    static void grpc1275(boolean repaired) throws InterruptedException {
        ReceivingStream stream = new ReceivingStream();
        Channel<Unit> done = Channel.make();
        go("reader", () -> {
            stream.readNBytes(1);
            done.close();
        });
        if (repaired) {
            stream.bytes.close();
        }
        select(Duration.ofNanos(300), receive(done));
    }

    /** The watcher of a balancer returns without closing the channel that says so. Repaired: it closes the channel. */
    @GoProgram(value = "Grpc1424", leaks = "dial [chan receive]")
    static void grpc1424(boolean repaired) {
        Channel<Boolean> addresses = Channel.make();
        go("dial", () -> {
            Channel<Unit> done = Channel.make();
            go("lbWatcher", () -> {
                while (addresses.receive() != null) {
                    // tear down what the address replaces
                }
                if (repaired) {
                    done.close();
                }
            });
            done.receive();
        });
        addresses.close();
    }

    /**
     * The keepalive holds a lock while it waits for a stream, and a new stream needs that lock. Repaired: the keepalive
     * unlocks before it waits.
     */
    @GoProgram(value = "Grpc1460", leaks = {"keepalive [chan receive]", "newStream [sync.Mutex.Lock]"})
    static void grpc1460(boolean repaired) {
        Mutex mu = new Mutex();
        Channel<Unit> awaken = Channel.make();
        Thread keepalive = go("keepalive", () -> {
            mu.lock();
            if (repaired) {
                mu.unlock();
            }
            awaken.receive();
            if (!repaired) {
                mu.unlock();
            }
        });
        go("newStream", () -> {
            awaitParked(keepalive, "chan receive");
            mu.lock();
            awaken.trySend(UNIT);
            mu.unlock();
        });
    }

    /** A cache from which connections are removed some time after their last use. */
    private static final class ConnectionCache {
        final Mutex mu = new Mutex();
        Timer timer;
        boolean[] aborted;

        /** The steps of the function that a timer runs: it has begun, it may lock, it has ended. */
        record Removal(Channel<Unit> begun, Channel<Unit> mayLock, Channel<Unit> ended) {}

        Removal removeLater(boolean repaired) {
            Removal removal = new Removal(Channel.make(), Channel.make(), Channel.make());
            boolean[] abort = {false};
            mu.lock();
            aborted = abort;
            timer = Timers.afterFunc(Duration.ofNanos(1), () -> {
                removal.begun.close();
                removal.mayLock.receive();
                mu.lock();
                if (!abort[0] || repaired) {
                    mu.unlock();
                }
                removal.ended.close();
            });
            mu.unlock();
            return removal;
        }

        void useAgain() {
            mu.lock();
            if (!timer.stop()) {
                aborted[0] = true;
            }
            mu.unlock();
        }
    }

    /**
     * A timer is to remove a connection, but the connection is in use again by the time the timer's function runs; then
     * the function returns without unlocking. Repaired: it unlocks. (The goroutine of a timer has no name.)
     */
    @GoProgram(
            value = "Grpc3017",
            leaks = {"main [chan receive]", "user [sync.Mutex.Lock]", "[sync.Mutex.Lock]"})
    static void grpc3017(boolean repaired) {
        go("main", () -> {
            Channel<Unit> done = Channel.make();
            go("user", () -> {
                ConnectionCache cache = new ConnectionCache();
                var first = cache.removeLater(repaired);
                first.begun.receive();
                cache.useAgain();
                var second = cache.removeLater(repaired);
                second.begun.receive();
                first.mayLock.close();
                first.ended.receive();
                second.mayLock.close();
                cache.useAgain();
                done.close();
            });
            done.receive();
        });
    }
}
