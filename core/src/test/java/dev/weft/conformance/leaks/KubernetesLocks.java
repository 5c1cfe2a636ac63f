package dev.weft.conformance.leaks;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.trySelect;
import static dev.weft.support.Goroutines.awaitParked;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;

/** Bugs of Kubernetes in which every goroutine that leaks waits for a lock or a condition. */
final class KubernetesLocks {
    private KubernetesLocks() {}

    /**
     * Add locks the cache, then the cacher; startCaching locks the cacher, then the cache. Repaired: add unlocks the
     * cache before it locks the cacher.
     */
    @GoProgram(value = "Kubernetes13135", leaks = {"startCaching [sync.RWMutex.Lock]", "add [sync.Mutex.Lock]"})
    static void kubernetes13135(boolean repaired) {
        Mutex cacherMu = new Mutex();
        RWMutex cacheMu = new RWMutex();
        Channel<Unit> initialized = Channel.make();
        Channel<Unit> cacherLocked = Channel.make();
        Channel<Unit> cacheLocked = Channel.make();
        go("startCaching", () -> {
            cacherMu.lock();
            cacheMu.lock();
            initialized.close();
            cacherMu.unlock();
            cacheMu.unlock();
            // and again, as the channel that stops it is still open
            cacherMu.lock();
            cacherLocked.close();
            cacheLocked.receive();
            cacheMu.lock();
            cacherMu.unlock();
            cacheMu.unlock();
        });
        go("add", () -> {
            initialized.receive();
            cacherLocked.receive();
            cacheMu.lock();
            cacheLocked.close();
            if (repaired) {
                cacheMu.unlock();
            }
            cacherMu.lock();
            cacherMu.unlock();
            if (!repaired) {
                cacheMu.unlock();
            }
        });
    }

    /**
     * Reconcile locks the informer, then the queue; the process loop locks the queue, then the informer; and to stop
     * them takes the informer. Repaired: reconcile unlocks the informer before it locks the queue.
     */
    @GoProgram(
            value = "Kubernetes30872",
            leaks = {"reconcile [sync.RWMutex.Lock]", "processLoop [sync.Mutex.Lock]", "stop [sync.Mutex.Lock]"})
    static void kubernetes30872(boolean repaired) {
        Mutex informerMu = new Mutex();
        RWMutex queueMu = new RWMutex();
        Channel<Unit> stopped = Channel.make();
        Channel<Unit> informerLocked = Channel.make();
        Channel<Unit> queueLocked = Channel.make();
        go("processLoop", () -> {
            while (trySelect(receive(stopped)) < 0) {
                queueMu.lock();
                queueLocked.tryClose();
                informerLocked.receive();
                informerMu.lock();
                informerMu.unlock();
                queueMu.unlock();
                Go.gosched();
            }
        });
        go("reconcile", () -> {
            informerMu.lock();
            informerLocked.close();
            if (repaired) {
                informerMu.unlock();
            }
            queueLocked.receive();
            queueMu.lock();
            queueMu.unlock();
            if (!repaired) {
                informerMu.unlock();
            }
        });
        go("stop", () -> {
            informerLocked.receive();
            queueLocked.receive();
            informerMu.lock();
            stopped.close();
            informerMu.unlock();
        });
    }

    /**
     * A worker holds a read lock while it waits for work; a writer waits for the worker, and another worker for the
     * writer. Repaired: workers wait for work without the lock.
     */
    @GoProgram(
            value = "Kubernetes58107",
            leaks = {"worker [sync.Cond.Wait]", "worker [sync.RWMutex.RLock]", "sync [sync.RWMutex.Lock]"})
    static void kubernetes58107(boolean repaired) {
        RWMutex workerMu = new RWMutex();
        Cond queue = new Cond(new Mutex());
        Cond otherQueue = new Cond(new Mutex());
        Channel<Unit> firstWaits = Channel.make();
        Channel<Unit> writerWaits = Channel.make();
        Thread first = go("worker", () -> work(workerMu, queue, repaired));
        Thread other = go("worker", () -> {
            writerWaits.receive();
            work(workerMu, otherQueue, repaired);
        });
        Thread writer = go("sync", () -> {
            firstWaits.receive();
            workerMu.lock();
            workerMu.unlock();
        });
        go("helper", () -> {
            awaitParked(first, "sync.Cond.Wait");
            firstWaits.close();
            if (!repaired) {
                awaitParked(writer, "sync.RWMutex.Lock");
                writerWaits.close();
                return;
            }
            writerWaits.close();
            awaitParked(other, "sync.Cond.Wait");
            queue.signal();
            otherQueue.signal();
        });
    }

    private static void work(RWMutex workerMu, Cond queue, boolean repaired) throws InterruptedException {
        if (!repaired) {
            workerMu.rLock();
        }
        queue.L.lock();
        queue.await();
        queue.L.unlock();
        if (repaired) {
            workerMu.rLock();
        }
        workerMu.rUnlock();
    }

    /** A goroutine takes a read lock twice, and a writer queues up in between. Repaired: it takes the lock once. */
    @GoProgram(
            value = "Kubernetes62464",
            leaks = {"reconcileState [sync.RWMutex.RLock]", "removeContainer [sync.RWMutex.Lock]"})
    static void kubernetes62464(boolean repaired) {
        RWMutex mu = new RWMutex();
        Channel<Unit> reading = Channel.make();
        Thread removeContainer = go("removeContainer", () -> {
            reading.receive();
            mu.rLock();
            mu.rUnlock();
            mu.lock();
            mu.unlock();
        });
        go("reconcileState", () -> {
            mu.rLock();
            reading.close();
            awaitParked(removeContainer, "sync.RWMutex.Lock");
            if (!repaired) {
                mu.rLock();
                mu.rUnlock();
            }
            mu.rUnlock();
        });
    }
}
