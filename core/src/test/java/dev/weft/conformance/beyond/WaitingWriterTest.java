package dev.weft.conformance.beyond;

import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.RWMutex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Go's documentation says about a waiting writer, and Go does not test: it keeps new readers out, so that it
 * cannot starve, and therefore a goroutine must not take a read lock twice.
 */
class WaitingWriterTest {
    private static final String READING = "sync.RWMutex.RLock";
    private static final String WRITING = "sync.RWMutex.Lock";

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final RWMutex rw = new RWMutex();

    /** A goroutine that holds a read lock and, once told to, takes a second one. */
    private Outcome<Boolean> recursiveReader(Channel<Boolean> goOn) {
        return Outcome.<Boolean>start(g, true, () -> {
            rw.rLock();
            try {
                goOn.receive();
                rw.readLock().lockInterruptibly();
                rw.rUnlock();
                return true;
            } finally {
                rw.rUnlock();
            }
        })
                .awaitParked("chan receive");
    }

    @Test
    void aRecursiveReaderIsFreedWhenTheWriterGivesUp() throws InterruptedException {
        Channel<Boolean> goOn = Channel.make();
        Outcome<Boolean> reader = recursiveReader(goOn);
        Outcome<Void> writer = Outcome.<Void>start(g, true, () -> {
            rw.writeLock().lockInterruptibly();
            return null;
        })
                .awaitParked(WRITING);
        goOn.send(true);
        reader.awaitParked(READING); // each now waits for the other
        assertThat(rw.tryRLock()).isFalse();
        assertThat(rw.readLock().tryLock(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(writer.isParked(WRITING)).isTrue();
        writer.thread().interrupt();
        writer.assertFailure().isInstanceOf(InterruptedException.class);
        assertThat(reader.value()).isTrue();
        assertThat(rw.tryLock()).isTrue();
    }

    @Test
    void aRecursiveReaderThatGivesUpLetsTheWriterIn() throws InterruptedException {
        Channel<Boolean> goOn = Channel.make();
        Outcome<Boolean> reader = recursiveReader(goOn);
        Thread writer = g.go(rw::lock);
        awaitParked(writer, WRITING);
        goOn.send(true);
        reader.awaitParked(READING).thread().interrupt();
        reader.assertFailure().isInstanceOf(InterruptedException.class);
        g.join(writer); // because the reader has released its first lock on the way out
        assertThat(rw.tryRLock()).isFalse();
        rw.unlock();
        assertThat(rw.tryLock()).isTrue();
    }

    /** Without a writer, nothing is wrong with it. */
    @Test
    void aRecursiveReaderIsWelcomeWhileNoWriterWaits() throws InterruptedException {
        Channel<Boolean> goOn = Channel.make();
        Outcome<Boolean> reader = recursiveReader(goOn);
        goOn.send(true);
        assertThat(reader.value()).isTrue();
        assertThat(rw.tryLock()).isTrue();
    }

    /**
     * Between two writers, all readers that came while the first held the lock get it, even if the second came before
     * them.
     */
    @Test
    void readersAndWritersTakeTurns() {
        int turns = 5;
        int readers = 4;
        rw.lock();
        AtomicInteger written = new AtomicInteger();
        List<Thread> writers = new ArrayList<>();
        Channel<Integer> unlock = Channel.make();
        for (int i = 0; i < turns; i++) {
            Thread t = g.go(() -> {
                rw.lock();
                written.incrementAndGet();
                unlock.receive();
                rw.unlock();
            });
            awaitParked(t, WRITING);
            writers.add(t);
        }
        for (int turn = 0; turn < turns; turn++) {
            int before = turn;
            AtomicInteger in = new AtomicInteger();
            List<Thread> batch = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                Thread t = g.start(i % 2 == 0, () -> {
                    rw.rLock();
                    in.incrementAndGet();
                });
                awaitParked(t, READING);
                batch.add(t);
            }
            if (turn == 0) {
                rw.unlock();
            } else {
                Go.unchecked(() -> unlock.send(before));
            }
            batch.forEach(g::join);
            assertThat(in.get()).isEqualTo(readers);
            assertThat(written.get()).isEqualTo(turn);
            awaitUntil(this::keepsReadersOut); // the next writer has been let through, and now waits for these readers
            for (int i = 0; i < readers; i++) {
                assertThat(written.get()).isEqualTo(turn);
                rw.rUnlock();
            }
            awaitParked(writers.get(turn), "chan receive"); // it holds the lock
        }
        Go.unchecked(() -> unlock.send(turns));
        g.joinAll();
        assertThat(rw.tryLock()).isTrue();
    }

    private boolean keepsReadersOut() {
        if (rw.tryRLock()) {
            rw.rUnlock();
            return false;
        }
        return true;
    }

    /** An uninterrupted stream of readers: none leaves before another one is in, except to let the writer in. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStreamOfReadersDoesNotKeepAWriterOut(boolean virtual) {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger in = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            g.start(virtual, () -> {
                while (!stop.get()) {
                    rw.rLock();
                    in.incrementAndGet();
                    do {
                        Go.gosched();
                    } while (!mayLeave(in) && !stop.get());
                    rw.rUnlock();
                }
            });
        }
        awaitUntil(() -> in.get() > 0);
        Thread writer = g.start(virtual, () -> {
            rw.lock();
            assertThat(rw.tryRLock()).isFalse();
            rw.unlock();
        });
        try {
            g.join(writer);
        } finally {
            stop.set(true);
        }
        g.joinAll();
        assertThat(rw.tryLock()).isTrue();
    }

    /** Decrements the number of readers that are in, unless this is the last one and no writer keeps others out. */
    private boolean mayLeave(AtomicInteger in) {
        int n = in.get();
        if (n == 1 && !keepsReadersOut()) {
            return false;
        }
        return in.compareAndSet(n, n - 1);
    }
}
