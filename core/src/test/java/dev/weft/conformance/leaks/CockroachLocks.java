package dev.weft.conformance.leaks;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitParked;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;

/** Bugs of CockroachDB in which every goroutine that leaks waits for a lock or a group. */
final class CockroachLocks {
    private CockroachLocks() {}

    /** The first loop breaks without unlocking, and the second one locks. Repaired: the first one unlocks. */
    @GoProgram(value = "Cockroach584", leaks = "gossip [sync.Mutex.Lock]")
    static void cockroach584(boolean repaired) {
        Mutex mu = new Mutex();
        boolean closed = true;
        go("gossip", () -> {
            for (String loop : new String[] {"bootstrap", "manage"}) {
                while (!loop.isEmpty()) {
                    mu.lock();
                    if (closed) {
                        if (repaired) {
                            mu.unlock();
                        }
                        break;
                    }
                    mu.unlock();
                }
            }
        });
    }

    /**
     * A goroutine takes a read lock twice, the second time deep in a chain of calls, and a writer queues up in between.
     * Repaired: it takes the lock once.
     */
    @GoProgram(value = "Cockroach3710", leaks = {"scan [sync.RWMutex.RLock]", "processRaft [sync.RWMutex.Lock]"})
    static void cockroach3710(boolean repaired) {
        RWMutex storeMu = new RWMutex();
        Mutex queueMu = new Mutex();
        Channel<Unit> scanning = Channel.make();
        Thread processRaft = go("processRaft", () -> {
            scanning.receive();
            storeMu.lock();
            storeMu.unlock();
        });
        go("scan", () -> {
            storeMu.rLock();
            scanning.close();
            awaitParked(processRaft, "sync.RWMutex.Lock");
            queueMu.lock();
            if (!repaired) { // the status of the replica
                storeMu.rLock();
                storeMu.rUnlock();
            }
            queueMu.unlock();
            storeMu.rUnlock();
        });
    }

    /**
     * A lookup takes the read lock twice, as it prints the cache, and another lookup wants to write in between.
     * Repaired: printing does not lock.
     */
    @GoProgram(
            value = "Cockroach6181",
            leaks = {"test [sync.WaitGroup.Wait]", "lookup [sync.RWMutex.RLock] ×2", "lookup [sync.RWMutex.Lock]"})
    static void cockroach6181(boolean repaired) {
        RWMutex cacheMu = new RWMutex();
        Channel<Unit> reading = Channel.make();
        Channel<Unit> writerWaits = Channel.make();
        WaitGroup lookups = new WaitGroup();
        lookups.add(3);
        Thread writer = go("lookup", () -> {
            reading.receive();
            cacheMu.rLock();
            cacheMu.rUnlock();
            cacheMu.lock();
            cacheMu.unlock();
            lookups.done();
        });
        go("lookup", () -> {
            cacheMu.rLock();
            reading.close();
            awaitParked(writer, "sync.RWMutex.Lock");
            writerWaits.close();
            if (!repaired) {
                cacheMu.rLock();
                cacheMu.rUnlock();
            }
            cacheMu.rUnlock();
            cacheMu.lock();
            cacheMu.unlock();
            lookups.done();
        });
        go("lookup", () -> {
            writerWaits.receive();
            cacheMu.rLock();
            cacheMu.rUnlock();
            lookups.done();
        });
        go("test", () -> lookups.await());
    }

    /**
     * acquireByName locks the names, then the lease; release locks the lease, then the names. Repaired: acquireByName
     * unlocks the names before it locks the lease.
     */
    @GoProgram(value = "Cockroach7504", leaks = {"acquireByName [sync.Mutex.Lock]", "release [sync.Mutex.Lock]"})
    static void cockroach7504(boolean repaired) {
        Mutex tableMu = new Mutex();
        Mutex namesMu = new Mutex();
        Mutex leaseMu = new Mutex();
        Channel<Unit> namesLocked = Channel.make();
        Channel<Unit> leaseLocked = Channel.make();
        go("acquireByName", () -> {
            namesMu.lock();
            namesLocked.close();
            if (repaired) {
                namesMu.unlock();
            }
            leaseLocked.receive();
            leaseMu.lock();
            leaseMu.unlock();
            if (!repaired) {
                namesMu.unlock();
            }
        });
        go("release", () -> {
            tableMu.lock();
            leaseMu.lock();
            leaseLocked.close();
            namesLocked.receive();
            namesMu.lock();
            namesMu.unlock();
            leaseMu.unlock();
            tableMu.unlock();
        });
    }

    /**
     * If a log file cannot be created, the logger exits, which takes the lock that it already holds. Repaired: it
     * unlocks first.
     */
    @GoProgram(value = "Cockroach9935", leaks = "outputLogEntry [sync.Mutex.Lock]")
    static void cockroach9935(boolean repaired) {
        Mutex mu = new Mutex();
        boolean fileCreated = false;
        go("outputLogEntry", () -> {
            mu.lock();
            if (!fileCreated) { // exit
                if (repaired) {
                    mu.unlock();
                }
                mu.lock();
            }
            mu.unlock();
        });
    }

    /**
     * Sending heartbeats locks their queue, then a replica; the tick of a replica locks the replica, then the queue.
     * Repaired: the queue is unlocked before the replica is locked.
     */
    @GoProgram(value = "Cockroach10214", leaks = {"sendQueuedHeartbeats [sync.Mutex.Lock]", "tick [sync.Mutex.Lock]"})
    static void cockroach10214(boolean repaired) {
        Mutex coalescedMu = new Mutex();
        Mutex raftMu = new Mutex();
        Mutex replicaMu = new Mutex();
        Channel<Unit> coalescedLocked = Channel.make();
        Channel<Unit> raftLocked = Channel.make();
        go("sendQueuedHeartbeats", () -> {
            coalescedMu.lock();
            coalescedLocked.close();
            if (repaired) {
                coalescedMu.unlock();
            }
            raftLocked.receive();
            raftMu.lock();
            raftMu.unlock();
            if (!repaired) {
                coalescedMu.unlock();
            }
        });
        go("tick", () -> {
            raftMu.lock();
            raftLocked.close();
            replicaMu.lock();
            coalescedLocked.receive();
            coalescedMu.lock();
            coalescedMu.unlock();
            replicaMu.unlock();
            raftMu.unlock();
        });
    }

    /**
     * A goroutine takes a read lock twice, the first time as the lock of a condition, and a writer queues up in
     * between. Repaired: it takes the lock once.
     */
    @GoProgram(value = "Cockroach16167", leaks = {"execParsed [sync.RWMutex.RLock]", "start [sync.RWMutex.Lock]"})
    static void cockroach16167(boolean repaired) {
        RWMutex configMu = new RWMutex();
        Cond configCond = new Cond(configMu.rLocker());
        Channel<Unit> executing = Channel.make();
        Thread start = go("start", () -> {
            executing.receive();
            configMu.lock();
            configMu.unlock();
        });
        go("execParsed", () -> {
            configCond.L.lock();
            executing.close();
            awaitParked(start, "sync.RWMutex.Lock");
            if (!repaired) { // the cache of the database
                configMu.rLock();
                configMu.rUnlock();
            }
            configCond.L.unlock();
        });
    }
}
