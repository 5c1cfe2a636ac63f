package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.context.Context;
import dev.weft.internal.channel.ChannelCore;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.Cond;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.Mutex;
import dev.weft.sync.Once;
import dev.weft.sync.RWMutex;
import dev.weft.sync.SingleFlight;
import dev.weft.sync.WaitGroup;
import dev.weft.sync.WeightedSemaphore;
import dev.weft.time.Timers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a debugger shows. */
class ToStringTest {
    private static final Duration LONG = Duration.ofDays(1);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    void channels() {
        Channel<Integer> ch = Channel.make(3);
        ch.trySend(1);
        assertThat(ch.toString()).matches("Channel@\\w+\\[len 1, cap 3, senders 0, receivers 0, open]");
        ch.close();
        assertThat(ch.toString()).endsWith("[len 1, cap 3, senders 0, receivers 0, closed]");
    }

    @Test
    void waiters() {
        Channel<Integer> ch = Channel.make();
        Outcome<Integer> one = Outcome.start(g, true, ch::receive).awaitParked("chan receive");
        Outcome<Integer> two = Outcome.start(g, true, ch::receive).awaitParked("chan receive");
        assertThat(ch.toString()).endsWith("[len 0, cap 0, senders 0, receivers 2, open]");
        ch.close();
        one.join();
        two.join();
        Channel<Integer> sent = Channel.make();
        Outcome<Void> sender = Outcome.start(g, true, () -> {
            sent.send(1);
            return null;
        });
        sender.awaitParked("chan send");
        assertThat(sent.toString()).contains("senders 1, receivers 0");
        sent.tryReceive();
    }

    /** In a debugger all threads are suspended, including one that holds the lock. */
    @Test
    void itDoesNotWaitForTheLock() {
        Channel<Integer> ch = Channel.make(1);
        ((ChannelCore<?>) ch).lock();
        assertThat(ch.toString()).endsWith("[len 0, cap 1, waiters ?, open]");
        ((ChannelCore<?>) ch).unlock();
    }

    @Test
    void timers() {
        assertThat(Timers.newTimer(LONG).toString()).contains("[due in PT23H59M59.", "receivers 0");
        assertThat(Timers.newTicker(LONG).toString()).contains("due in ", "every PT24H");
        var timer = Timers.newTimer(Duration.ZERO);
        assertThat(timer.toString()).contains("[due, ");
        timer.stop();
        assertThat(timer.toString()).contains("[stopped, ");
        var later = Timers.afterFunc(LONG, () -> {});
        assertThat(later.toString()).endsWith("[set]");
        later.stop();
        assertThat(later.toString()).endsWith("[not set]");
    }

    @Test
    void cases() {
        Channel<Integer> ch = Channel.make(1);
        var in = Select.receive(ch);
        var out = Select.send(ch, 1);
        assertThat(in.toString()).startsWith("receive from Channel@").endsWith("open]");
        Select.trySelect(in, out);
        assertThat(out.toString()).startsWith("send to Channel@").endsWith("]: sent");
        Select.trySelect(in);
        assertThat(in.toString()).endsWith("]: received");
        ch.close();
        Select.trySelect(in);
        assertThat(in.toString()).endsWith("closed]: closed");
        assertThat(Select.receive(null).toString()).isEqualTo("receive from null");
    }

    @Test
    void locks() {
        Mutex mu = new Mutex();
        assertThat(mu.toString()).endsWith("[Unlocked]");
        mu.lock();
        assertThat(mu.toString()).endsWith("[Locked]");
        assertThat(new Cond(mu).toString()).contains("[nobody waits, dev.weft.sync.Mutex@");
        RWMutex rw = new RWMutex();
        rw.rLock();
        assertThat(rw.toString()).endsWith("[Writer none, readers 1]");
        WaitGroup wg = new WaitGroup();
        wg.add(2);
        assertThat(wg.toString()).endsWith("[counter 2]");
        Outcome<Boolean> waiting = Outcome.start(g, true, () -> wg.await(LONG)).awaitParked("sync.WaitGroup.Wait");
        assertThat(wg.toString()).endsWith("[counter 2, some wait]");
        wg.add(-2);
        waiting.join();
        Once once = new Once();
        assertThat(once.toString()).endsWith("[not done]");
        once.doOnce(() -> assertThat(once.toString()).endsWith("[being done]"));
        assertThat(once.toString()).endsWith("[done]");
    }

    @Test
    void contexts() {
        assertThat(Context.background().done().toString()).isEqualTo("Channel[never]");
        var ctx = Context.withCancel(Context.background());
        assertThat(ctx.done().toString()).endsWith("open]");
        ctx.cancel();
        assertThat(ctx.done().toString()).endsWith("closed]");
    }

    @Test
    void sidesOfAReadWriteLock() {
        RWMutex rw = new RWMutex();
        rw.rLock();
        assertThat(rw.readLock().toString()).endsWith("[Writer none, readers 1]]");
        assertThat(rw.writeLock().toString()).endsWith("[Writer none, readers 1]]");
        rw.rUnlock();
    }

    @Test
    void semaphores() throws InterruptedException {
        WeightedSemaphore sem = new WeightedSemaphore(10);
        sem.acquire(3);
        assertThat(sem.toString()).endsWith("[held 3 of 10]");
        Outcome<Void> waiting = Outcome.start(g, true, () -> {
            sem.acquire(10);
            return null;
        });
        waiting.awaitParked("select");
        assertThat(sem.toString()).endsWith("[held 3 of 10, some wait]");
        sem.release(3);
        waiting.join();
    }

    @Test
    void groups() throws InterruptedException {
        ErrGroup group = new ErrGroup();
        assertThat(group.toString()).endsWith("[running 0]");
        group.setLimit(2);
        Channel<Unit> end = Channel.make();
        group.go(end::receive);
        assertThat(group.toString()).endsWith("[running 1, limit 2]");
        end.close();
        group.go(() -> {
            throw new IllegalStateException("secret");
        });
        group.await();
        assertThat(group.toString()).endsWith("[running 0, limit 2, failed: java.lang.IllegalStateException]");
    }

    @Test
    void flights() throws Exception {
        SingleFlight<String, String> flights = new SingleFlight<>();
        assertThat(flights.toString()).endsWith("[under way 0]");
        assertThat(flights.run("key", flights::toString).value()).endsWith("[under way 1]");
    }
}
