package dev.weft.leak;

import static dev.weft.leak.GateKind.of;

import dev.weft.Channel;
import dev.weft.ChannelClosedException;
import dev.weft.Select;
import dev.weft.Unit;
import dev.weft.context.Context;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import dev.weft.sync.WeightedSemaphore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Makes gates. Goroutines that pass one leave it as it is, so that others may pass. */
final class Gates {
    private Gates() {}

    static Gate receive() {
        Channel<Unit> channel = Channel.make();
        return of(channel::receive, channel::close);
    }

    static Gate range() {
        Channel<Unit> channel = Channel.make(1);
        return of(() -> {
            for (Unit element : channel) {
                throw new AssertionError(element);
            }
        }, channel::close);
    }

    static Gate send() {
        Channel<Unit> channel = Channel.make();
        return of(() -> {
            try {
                channel.send(Unit.UNIT);
                throw new AssertionError("sent");
            } catch (ChannelClosedException e) {
                // it is open
            }
        }, channel::close);
    }

    static Gate select() {
        Channel<Unit> channel = Channel.make();
        return of(() -> Select.select(Select.send(Channel.make(), 1), Select.receive(channel), null), channel::close);
    }

    static Gate mutex() {
        Mutex mutex = new Mutex();
        mutex.lock();
        return of(() -> {
            mutex.lock();
            mutex.unlock();
        }, mutex::unlock);
    }

    static Gate interruptibleMutex() {
        Mutex mutex = new Mutex();
        mutex.lock();
        return of(() -> {
            mutex.lockInterruptibly();
            mutex.unlock();
        }, mutex::unlock);
    }

    static Gate readLock() {
        RWMutex mutex = new RWMutex();
        mutex.lock();
        return of(() -> {
            mutex.rLock();
            mutex.rUnlock();
        }, mutex::unlock);
    }

    static Gate waitGroup() {
        WaitGroup group = new WaitGroup();
        group.add(1);
        return of(group::await, group::done);
    }

    static Gate cond() {
        Mutex mutex = new Mutex();
        Cond cond = new Cond(mutex);
        AtomicBoolean open = new AtomicBoolean();
        return of(() -> {
            try (var held = mutex.hold()) {
                while (!open.get()) {
                    cond.await();
                }
            }
        }, () -> {
            try (var held = mutex.hold()) {
                open.set(true);
                cond.broadcast();
            }
        });
    }

    static Gate context() {
        var context = Context.withCancel(Context.background());
        return of(() -> Context.withValue(context, Context.Key.of("key"), 1).done().receive(), context::cancel);
    }

    static Gate semaphore() {
        WeightedSemaphore semaphore = new WeightedSemaphore(1);
        semaphore.tryAcquire(1);
        return of(() -> {
            semaphore.acquire(1);
            semaphore.release(1);
        }, () -> semaphore.release(1));
    }

    static Gate future() {
        CompletableFuture<Unit> future = new CompletableFuture<>();
        return of(future::get, () -> future.complete(Unit.UNIT));
    }

    static Gate latch() {
        CountDownLatch latch = new CountDownLatch(1);
        return of(latch::await, latch::countDown);
    }

    static Gate condition() {
        ReentrantLock lock = new ReentrantLock();
        Condition changed = lock.newCondition();
        AtomicBoolean open = new AtomicBoolean();
        return of(() -> {
            lock.lock();
            try {
                while (!open.get()) {
                    changed.await();
                }
            } finally {
                lock.unlock();
            }
        }, () -> {
            lock.lock();
            try {
                open.set(true);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        });
    }
}
