package dev.weft.conformance.leaks;

import static dev.weft.Go.go;
import static dev.weft.Unit.UNIT;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.sync.Mutex;

/** A bug of Knative Serving. */
final class Serving {
    private Serving() {}

    /** A request that runs until its mutex is unlocked. */
    private static final class Request {
        final Mutex mu = new Mutex();
        final Channel<Boolean> accepted = Channel.make(1);
        final Channel<Unit> active = Channel.make();

        Request() {
            mu.lock();
        }

        /** Runs the request, if one of the two places is free; only one request is active at a time. */
        void run(Channel<Unit> pendingRequests, Channel<Unit> activeRequests) throws InterruptedException {
            boolean ok = pendingRequests.trySend(UNIT);
            if (ok) {
                activeRequests.send(UNIT);
                active.close();
                mu.lock();
                mu.unlock();
                activeRequests.receive();
                pendingRequests.receive();
            }
            accepted.send(ok);
        }

        void awaitEnd() throws InterruptedException {
            accepted.send(accepted.receive());
        }
    }

    /**
     * Main lets the first request end and waits for it, then the second; but the second one became active first.
     * Repaired: main lets both end, then waits.
     */
    @GoProgram(
            value = "Serving2137",
            leaks = {"main [chan receive]", "request 1 [chan send]", "request 2 [sync.Mutex.Lock]"})
    static void serving2137(boolean repaired) {
        go("main", () -> {
            Channel<Unit> pending = Channel.make(2);
            Channel<Unit> active = Channel.make(1);
            Request first = new Request();
            Request second = new Request();
            go("request 1", () -> {
                second.active.receive();
                first.run(pending, active);
            });
            go("request 2", () -> second.run(pending, active));
            first.mu.unlock();
            if (repaired) {
                second.mu.unlock();
                first.awaitEnd();
            } else {
                first.awaitEnd();
                second.mu.unlock();
            }
            second.awaitEnd();
        });
    }
}
