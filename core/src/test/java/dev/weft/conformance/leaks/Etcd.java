package dev.weft.conformance.leaks;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Unit.UNIT;
import static dev.weft.support.Goroutines.awaitParked;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.Unit;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Timers;
import java.time.Duration;

/** Bugs of etcd. */
final class Etcd {
    private Etcd() {}

    /** If the connection is closed, the client returns without unlocking. Repaired: it unlocks. */
    @GoProgram(value = "Etcd5509", leaks = "close [sync.RWMutex.Lock]")
    static void etcd5509(boolean repaired) {
        RWMutex clientMu = new RWMutex();
        boolean closed = true;
        go("close", () -> {
            Channel<Unit> done = Channel.make();
            go("get", () -> {
                clientMu.rLock();
                if (!closed || repaired) {
                    clientMu.rUnlock();
                }
                done.close();
            });
            done.receive();
            clientMu.lock();
            clientMu.unlock();
        });
    }

    /** To find the leader, sync calls a method that takes the lock which sync holds. Repaired: sync unlocks first. */
    @GoProgram(value = "Etcd6708", leaks = "sync [sync.RWMutex.RLock]")
    static void etcd6708(boolean repaired) {
        RWMutex mu = new RWMutex();
        go("sync", () -> {
            mu.lock();
            if (repaired) {
                mu.unlock();
            }
            mu.rLock();
            mu.rUnlock();
            if (!repaired) {
                mu.unlock();
            }
        });
    }

    /**
     * A goroutine asks a node for its status after the node has been stopped. Repaired: it notices that the node has
     * been stopped.
     */
    @GoProgram(value = "Etcd6857", leaks = "status [chan send]")
    static void etcd6857(boolean repaired) {
        Channel<Channel<Unit>> requests = Channel.make();
        Channel<Unit> stop = Channel.make();
        Channel<Unit> done = Channel.make();
        go("run", () -> {
            ReceiveCase<Channel<Unit>> request = receive(requests);
            while (select(request, receive(stop)) == 0) {
                request.value().send(UNIT);
            }
            done.close();
        });
        go("status", () -> {
            done.receive();
            Channel<Unit> answer = Channel.make();
            if (!repaired) {
                requests.send(answer);
                answer.receive();
            } else if (select(send(requests, answer), receive(done)) == 0) {
                answer.receive();
            }
        });
        go("stop", () -> {
            stop.send(UNIT);
            done.receive();
        });
    }

    /**
     * Stop holds a lock while it waits for a goroutine that needs the lock for its last update. Repaired: stop unlocks
     * before it waits.
     */
    @GoProgram(value = "Etcd6873", leaks = {"stop [chan receive]", "coalesce [sync.Mutex.Lock]"})
    static void etcd6873(boolean repaired) throws InterruptedException {
        Mutex mu = new Mutex();
        Channel<Unit> updates = Channel.make(1);
        Channel<Unit> done = Channel.make();
        Channel<Unit> updateTaken = Channel.make();
        Channel<Unit> stopLocked = Channel.make();
        go("coalesce", () -> {
            while (updates.receive() != null) {
                updateTaken.close();
                stopLocked.receive();
                mu.lock();
                mu.unlock();
            }
            done.close();
        });
        updates.send(UNIT);
        go("stop", () -> {
            updateTaken.receive();
            mu.lock();
            stopLocked.close();
            updates.close();
            if (repaired) {
                mu.unlock();
            }
            done.receive();
            if (!repaired) {
                mu.unlock();
            }
        });
    }

    /**
     * A goroutine holds a lock while it sends a token to the keeper, which needs the lock to delete another token.
     * Repaired: the goroutine unlocks before it sends.
     */
    @GoProgram(
            value = "Etcd7492",
            leaks = {"main [sync.WaitGroup.Wait]", "authenticate [chan send]", "keeper [sync.RWMutex.Lock]"})
    static void etcd7492(boolean repaired) {
        RWMutex tokensMu = new RWMutex();
        Channel<Unit> added = Channel.make(1);
        Channel<Channel<Unit>> stop = Channel.make();
        Channel<Unit> deleting = Channel.make();
        Channel<Unit> lastSent = Channel.make();
        WaitGroup authenticated = new WaitGroup();
        authenticated.add(3);
        Thread last = go("authenticate", () -> {
            lastSent.receive();
            authenticate(tokensMu, added, repaired);
            authenticated.done();
        });
        go("authenticate", () -> {
            authenticate(tokensMu, added, repaired); // the token that will be deleted
            authenticated.done();
            deleting.receive();
            authenticate(tokensMu, added, repaired); // fills the channel
            authenticated.done();
            lastSent.close();
        });
        go("keeper", () -> {
            int tokens = 0;
            ReceiveCase<Channel<Unit>> stopping = receive(stop);
            try (var ticker = Timers.newTicker(Duration.ofMillis(1))) {
                for (;;) {
                    switch (select(receive(added), receive(ticker.channel()), stopping)) {
                        case 0 -> tokens++;
                        case 1 -> {
                            for (; tokens > 0; tokens--) {
                                if (deleting.tryClose()) {
                                    awaitParked(last, "chan send");
                                }
                                tokensMu.lock();
                                tokensMu.unlock();
                            }
                        }
                        default -> {
                            stopping.value().send(UNIT);
                            return;
                        }
                    }
                }
            }
        });
        go("main", () -> {
            authenticated.await();
            Channel<Unit> stopped = Channel.make();
            stop.send(stopped);
            stopped.receive();
        });
    }

    private static void authenticate(RWMutex tokensMu, Channel<Unit> added, boolean repaired)
            throws InterruptedException {
        tokensMu.lock();
        if (repaired) {
            tokensMu.unlock();
        }
        added.send(UNIT);
        if (!repaired) {
            tokensMu.unlock();
        }
    }

    /**
     * A follower holds a lock while it waits for the leader, which needs the lock to wake it. Repaired: the follower
     * unlocks before it waits.
     */
    @GoProgram(
            value = "Etcd7902",
            leaks = {"election [sync.WaitGroup.Wait]", "follower [chan receive]", "follower [sync.Mutex.Lock]",
                "leader [sync.Mutex.Lock]"})
    static void etcd7902(boolean repaired) {
        Mutex mu = new Mutex();
        Channel<Unit> next = Channel.make();
        Channel<Unit> followerLocked = Channel.make();
        WaitGroup clients = new WaitGroup();
        clients.add(3);
        Thread first = go("follower", () -> {
            mu.lock();
            followerLocked.close();
            release(next, mu, repaired);
            clients.done();
        });
        go("follower", () -> {
            followerLocked.receive();
            mu.lock();
            release(next, mu, repaired);
            clients.done();
        });
        go("leader", () -> {
            awaitParked(first, "chan receive");
            mu.lock();
            next.close();
            release(next, mu, repaired);
            clients.done();
        });
        go("election", () -> clients.await());
    }

    private static void release(Channel<Unit> next, Mutex mu, boolean repaired) throws InterruptedException {
        if (repaired) {
            mu.unlock();
        }
        next.receive();
        if (!repaired) {
            mu.unlock();
        }
    }

    /** Renew holds a lock and calls a function that takes it. Repaired: renew unlocks first. */
    @GoProgram(value = "Etcd10492", leaks = "main [sync.RWMutex.Lock]")
    static void etcd10492(boolean repaired) {
        RWMutex mu = new RWMutex();
        Runnable checkpoint = () -> {
            mu.lock();
            mu.unlock();
        };
        go("main", () -> {
            mu.lock();
            if (repaired) {
                mu.unlock();
            }
            checkpoint.run();
            if (!repaired) {
                mu.unlock();
            }
        });
    }
}
