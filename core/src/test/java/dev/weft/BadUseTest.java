package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.support.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Goroutines;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Ticker;
import dev.weft.time.Timers;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad use: the exact exception and text of each, and that the object still works afterwards. */
class BadUseTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private static void assertThrows(ThrowingCallable misuse, Class<? extends Throwable> type, String text) {
        for (int i = 0; i < 2; i++) { // the second time is no different
            assertThatThrownBy(misuse).isExactlyInstanceOf(type).hasMessage(text);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void nullElement(int capacity) throws InterruptedException {
        Channel<String> c = Channel.make(capacity);
        String text = "a channel has no null elements";
        assertThrows(() -> c.send(null), NullPointerException.class, text);
        assertThrows(() -> c.trySend(null), NullPointerException.class, text);
        assertThrows(() -> c.trySend(null, Duration.ZERO), NullPointerException.class, text);
        assertThrows(() -> c.trySend(null, Duration.ofDays(1)), NullPointerException.class, text);
        assertThrows(() -> select(send(c, null)), NullPointerException.class, text);
        assertThrows(() -> trySelect(send(c, null)), NullPointerException.class, text);
        assertPasses(c);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE})
    void negativeCapacity(int capacity) {
        assertThrows(() -> Channel.make(capacity), IllegalArgumentException.class, "makechan: size out of range");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void closeTwice(int capacity) throws InterruptedException {
        Channel<String> c = Channel.make(capacity);
        for (int i = 0; i < capacity; i++) {
            c.send("v" + i);
        }
        c.close();
        assertThrows(c::close, ChannelClosedException.class, "close of closed channel");
        for (int i = 0; i < capacity; i++) {
            assertThat(c.receive()).isEqualTo("v" + i);
        }
        assertThat(c.receive()).isNull();
        assertThat(c.drained()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void sendOnClosed(int capacity) throws InterruptedException {
        Channel<String> c = Channel.make(capacity);
        if (capacity > 0) {
            c.send("kept");
        }
        c.close();
        String text = "send on closed channel";
        assertThrows(() -> c.send("v"), ChannelClosedException.class, text);
        assertThrows(() -> c.trySend("v"), ChannelClosedException.class, text);
        assertThrows(() -> c.trySend("v", Duration.ofDays(1)), ChannelClosedException.class, text);
        assertThrows(() -> select(send(c, "v")), ChannelClosedException.class, text);
        assertThrows(() -> trySelect(send(c, "v")), ChannelClosedException.class, text);
        assertThat(c.receive()).isEqualTo(capacity > 0 ? "kept" : null);
        assertThat(c.receive()).isNull();
    }

    /** Exceptions for bad use are unchecked, and, like Go's panics, not meant to be caught one by one. */
    @Test
    void channelClosedExceptionIsAnIllegalStateException() {
        assertThat(new ChannelClosedException("text")).isInstanceOf(IllegalStateException.class).hasMessage("text");
    }

    @Test
    void unlockOfUnlocked() {
        Mutex mu = new Mutex();
        assertThrows(mu::unlock, IllegalMonitorStateException.class, "sync: unlock of unlocked mutex");
        assertThat(mu.tryLock()).isTrue();
        mu.unlock();
        assertThrows(mu::unlock, IllegalMonitorStateException.class, "sync: unlock of unlocked mutex");

        RWMutex rw = new RWMutex();
        assertThrows(rw::unlock, IllegalMonitorStateException.class, "sync: Unlock of unlocked RWMutex");
        assertThrows(rw::rUnlock, IllegalMonitorStateException.class, "sync: RUnlock of unlocked RWMutex");
        assertThat(rw.tryRLock()).isTrue();
        assertThrows(rw::unlock, IllegalMonitorStateException.class, "sync: Unlock of unlocked RWMutex");
        rw.rUnlock();
        assertThat(rw.tryLock()).isTrue();
        assertThrows(rw::rUnlock, IllegalMonitorStateException.class, "sync: RUnlock of unlocked RWMutex");
        rw.unlock();
    }

    @Test
    void negativeCounter() throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        String text = "sync: negative WaitGroup counter";
        assertThrows(wg::done, IllegalStateException.class, text);
        assertThrows(() -> wg.add(-1), IllegalStateException.class, text);
        wg.add(1);
        assertThrows(() -> wg.add(-2), IllegalStateException.class, text);
        assertThat(wg.await(Duration.ZERO)).isFalse();
        wg.done();
        wg.await();
    }

    /** Only Weft's own cases and channels exist: others do not compile. */
    @Test
    void foreignCasesAndChannelsAreImpossible() {
        assertThat(SelectCase.class.isSealed()).isTrue();
        assertThat(SelectCase.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(ReceiveCase.class, SendCase.class)
                .allMatch(c -> Modifier.isFinal(c.getModifiers()));
        assertThat(ReceiveCase.class.getConstructors()).isEmpty();
        assertThat(SendCase.class.getConstructors()).isEmpty();
        assertThat(SendChannel.class.isSealed()).isTrue();
        assertThat(ReceiveChannel.class.isSealed()).isTrue();
        assertThat(Channel.class.isSealed()).isTrue();
    }

    @Test
    void sharedCase() throws InterruptedException {
        Channel<String> c = Channel.make();
        ReceiveCase<String> shared = receive(c);
        Thread t = g.go(() -> {
            assertThat(select(shared)).isZero();
            assertThat(shared.value()).isEqualTo("v");
        });
        awaitParked(t, "select");
        String text = "select case in use by another thread";
        assertThrows(() -> select(shared), IllegalStateException.class, text);
        assertThrows(() -> select(Duration.ofDays(1), shared), IllegalStateException.class, text);
        assertThrows(() -> trySelect(shared), IllegalStateException.class, text);
        assertThrows(() -> shared.channel(null), IllegalStateException.class, text);
        c.send("v");
        g.join(t);
        assertThat(trySelect(shared)).isEqualTo(-1);
        assertThat(trySelect(shared.channel(null))).isEqualTo(-1);
    }

    @Test
    void awaitOfACondWithoutItsLock() {
        String remedy = "Cond.await needs its lock to be held";
        RWMutex rw = new RWMutex();
        Map<Cond, String> texts = Map.of(
                new Cond(new Mutex()), "sync: unlock of unlocked mutex; " + remedy,
                new Cond(rw.writeLock()), "sync: Unlock of unlocked RWMutex; " + remedy,
                new Cond(rw.rLocker()), "sync: RUnlock of unlocked RWMutex; " + remedy,
                new Cond(new ReentrantLock()), remedy);
        texts.forEach((cond, text) -> {
            assertThrows(cond::await, IllegalMonitorStateException.class, text);
            assertThrows(() -> cond.await(Duration.ZERO), IllegalMonitorStateException.class, text);
            assertThatThrownBy(cond::await).cause().isExactlyInstanceOf(IllegalMonitorStateException.class);
            Thread t = g.go(() -> {
                cond.L.lock();
                cond.await();
                cond.L.unlock();
            });
            awaitParked(t, "sync.Cond.Wait");
            cond.signal();
            g.join(t);
        });
        Condition condition = new Mutex().newCondition();
        String text = "sync: unlock of unlocked mutex; " + remedy;
        assertThrows(condition::await, IllegalMonitorStateException.class, text);
        assertThrows(condition::awaitUninterruptibly, IllegalMonitorStateException.class, text);
    }

    /** The mutex has no owner, so await cannot tell that another goroutine holds it; a lock with an owner can. */
    @Test
    void awaitOfACondWhoseLockAnotherGoroutineHolds() throws InterruptedException {
        Mutex mu = new Mutex();
        Channel<Unit> unlock = Channel.make();
        Thread holder = g.go(() -> {
            mu.lock();
            unlock.receive();
            mu.unlock();
        });
        awaitParked(holder, "chan receive");
        Cond cond = new Cond(mu);
        Thread waiter = g.go((Task<?>) cond::await);
        awaitParked(waiter, "sync.Cond.Wait");
        assertThat(mu.tryLock()).as("the lock that the other goroutine held").isTrue();
        mu.unlock();
        cond.signal();
        g.join(waiter); // it has taken the lock
        unlock.send(Unit.UNIT);
        g.join(holder);
        assertThat(mu.tryLock()).isTrue();

        ReentrantLock owned = new ReentrantLock();
        g.join(g.go(owned::lock));
        assertThrows(new Cond(owned)::await, IllegalMonitorStateException.class,
                "Cond.await needs its lock to be held");
    }

    /** It waits for no signal, but others can take the lock, and it returns with the lock held. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void awaitOfACondForNoTime(long seconds) throws InterruptedException {
        Mutex mu = new Mutex();
        Cond cond = new Cond(mu);
        mu.lock();
        assertThat(cond.await(Duration.ofSeconds(seconds))).isFalse();
        assertThat(mu.tryLock()).isFalse();
        Thread other = g.go(mu::lock);
        awaitParked(other, "sync.Mutex.Lock");
        Thread unlocks = g.go(() -> {
            g.join(other);
            mu.unlock();
        });
        while (other.isAlive()) {
            assertThat(cond.await(Duration.ofSeconds(seconds))).isFalse();
        }
        g.join(unlocks);
        assertThat(mu.tryLock()).isFalse();
        mu.unlock();
    }

    /** A trap when porting: Object.wait() instead of await(). */
    @Test
    void objectWait() {
        for (Object o : new Object[] {new WaitGroup(), new Cond(new Mutex())}) {
            assertThatThrownBy(o::wait).isExactlyInstanceOf(IllegalMonitorStateException.class);
        }
    }

    @Test
    void nonPositiveTicker() throws InterruptedException {
        assertThrows(
                () -> Timers.newTicker(Duration.ZERO),
                IllegalArgumentException.class,
                "non-positive interval for NewTicker");
        Ticker ticker = Timers.newTicker(Duration.ofMillis(1));
        assertThrows(
                () -> ticker.reset(Duration.ofNanos(-1)),
                IllegalArgumentException.class,
                "non-positive interval for Ticker.Reset");
        assertThat(ticker.channel().receive()).isNotNull();
    }

    @Test
    void nullTimeout() throws InterruptedException {
        Channel<String> c = Channel.make(1);
        assertThatThrownBy(() -> c.trySend("v", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> c.tryReceive(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> select((Duration) null, send(c, "v"))).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Go.sleep(null)).isInstanceOf(NullPointerException.class);
        assertPasses(c);
    }

    @Test
    void nullTask() {
        assertThatThrownBy(() -> Go.go((Task<?>) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Go.go("name", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Go.go((String) null, () -> {})).isInstanceOf(NullPointerException.class);
    }

    private void assertPasses(Channel<String> c) throws InterruptedException {
        assertThat(c.len()).isZero();
        Thread t = g.go(() -> c.send("passes"));
        assertThat(c.receive()).isEqualTo("passes");
        g.join(t);
        assertThat(c.len()).isZero();
    }
}
