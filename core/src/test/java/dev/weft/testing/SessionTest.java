package dev.weft.testing;

import static dev.weft.Go.go;
import static dev.weft.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.support.Goroutines;
import dev.weft.support.OtherContext;
import dev.weft.sync.Mutex;
import dev.weft.time.Timers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bubbles for several calls, as extensions of test frameworks need them. */
@Timeout(60)
class SessionTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    void theTimeStandsStillBetweenTheCalls() throws Exception {
        try (SyncTest.Bubble bubble = SyncTest.open()) {
            List<Instant> times = new ArrayList<>();
            bubble.run(() -> {
                go(() -> Go.sleep(SECOND));
                times.add(Timers.now());
            });
            Thread.sleep(20);
            bubble.run(() -> times.add(Timers.now()));
            bubble.run(() -> {
                Go.sleep(SECOND);
                times.add(Timers.now());
            });
            assertThat(times).containsExactly(Instant.parse("2000-01-01T00:00:00Z"),
                    Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2000-01-01T00:00:01Z"));
        }
    }

    @Test
    void allCallsRunInOneGoroutine() throws Exception {
        try (SyncTest.Bubble bubble = SyncTest.open()) {
            List<Thread> threads = new ArrayList<>();
            bubble.run(() -> threads.add(Thread.currentThread()));
            g.join(g.platform(() -> bubble.run(() -> threads.add(Thread.currentThread()))));
            assertThat(threads.get(0)).isSameAs(threads.get(1)).isNotSameAs(Thread.currentThread());
            assertThat(threads.get(0).isVirtual()).isTrue();
        }
    }

    @Test
    void aFailedCallLeavesTheOthersAlone() throws Exception {
        IOException failure = new IOException("one");
        SyncTest.Bubble bubble = SyncTest.open();
        AtomicReference<Throwable> other = new AtomicReference<>();
        AtomicReference<Channel<Unit>> stop = new AtomicReference<>();
        bubble.run(() -> stop.set(Channel.make()));
        assertThat(catchThrowable(() -> bubble.run(() -> {
            go(() -> other.set(catchThrowable(() -> stop.get().receive())));
            throw failure;
        }))).isSameAs(failure);
        bubble.run(() -> {
            SyncTest.await();
            assertThat(other.get()).as("not interrupted").isNull();
            stop.get().close();
        });
        bubble.close();
        assertThat(failure).hasNoSuppressedExceptions();
    }

    @Test
    void afterAFailedCallThoseThatAreLeftAreInterrupted() throws Exception {
        SyncTest.Bubble bubble = SyncTest.open();
        AtomicReference<Throwable> other = new AtomicReference<>();
        assertThatThrownBy(() -> bubble.run(() -> {
            go(() -> other.set(catchThrowable(() -> Channel.make().receive())));
            throw new AssertionError("wrong");
        })).isInstanceOf(AssertionError.class);
        bubble.close();
        assertThat(other.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void theFailureOfAGoroutineEndsTheCall() throws Exception {
        AssertionError failure = new AssertionError("in a goroutine");
        List<String> cleaned = new ArrayList<>();
        SyncTest.Bubble bubble = SyncTest.open();
        assertThat(catchThrowable(() -> bubble.run(() -> {
            go(() -> {
                throw failure;
            });
            select();
        }))).isSameAs(failure);
        bubble.run(() -> {
            Go.sleep(SECOND); // it is not interrupted once more
            cleaned.add("cleaned up");
        });
        bubble.close();
        assertThat(cleaned).hasSize(1);
    }

    @Test
    void aFailureBetweenTheCallsIsThrownByTheNext() throws Exception {
        AssertionError failure = new AssertionError("in between");
        Channel<Unit> outside = Channel.make();
        SyncTest.Bubble bubble = SyncTest.open();
        Thread[] fails = new Thread[1];
        bubble.run(() -> fails[0] = go(() -> {
            outside.receive();
            throw failure;
        }));
        outside.close();
        g.join(fails[0]);
        List<String> ran = new ArrayList<>();
        assertThat(catchThrowable(() -> bubble.run(() -> ran.add("ran")))).isSameAs(failure);
        assertThat(ran).containsExactly("ran");
        bubble.close();
    }

    @Test
    void aDeadlockEndsTheCall() throws Exception {
        SyncTest.Bubble bubble = SyncTest.open();
        assertThatThrownBy(() -> bubble.run(() -> Channel.make().receive())).isInstanceOf(DeadlockException.class)
                .hasMessageStartingWith("deadlock: all goroutines in bubble are blocked");
        bubble.run(() -> Go.sleep(SECOND));
        bubble.close();
    }

    @Test
    void whoIsLeftIsFoundAtTheEnd() throws Exception {
        SyncTest.Bubble bubble = SyncTest.open();
        bubble.run(() -> go(() -> Channel.make().receive()));
        bubble.run(SyncTest::await);
        assertThatThrownBy(bubble::close).isInstanceOf(DeadlockException.class)
                .hasMessageStartingWith("deadlock: main bubble goroutine has exited but blocked goroutines remain");
        bubble.close(); // does nothing
        assertThatThrownBy(() -> bubble.run(() -> {
        })).isInstanceOf(IllegalStateException.class).hasMessage("the bubble is over");
    }

    @Test
    void aCallThatCannotEvenBeInterruptedIsGivenUp() throws Exception {
        SyncTest.Bubble bubble = SyncTest.open();
        assertThatThrownBy(() -> bubble.run(() -> {
            Mutex mutex = new Mutex();
            mutex.lock();
            mutex.lock();
        })).isInstanceOf(DeadlockException.class);
        assertThatThrownBy(() -> bubble.run(() -> {
        })).isInstanceOf(IllegalStateException.class).hasMessage("the bubble is over");
        bubble.close();
    }

    @Test
    void aCallThatCleansUpAndIsStuckIsGivenUp() throws Exception {
        SyncTest.Bubble bubble = SyncTest.open();
        assertThatThrownBy(() -> bubble.run(() -> select())).isInstanceOf(DeadlockException.class);
        assertThatThrownBy(() -> bubble.run(() -> select())).isInstanceOf(IllegalStateException.class);
        bubble.close();
    }

    /** So it is with a time limit of JUnit's that has a thread of its own: that thread is interrupted, and left alone. */
    @Test
    void aCallOfAnotherThreadThatIgnoresInterruptsIsGivenUp() throws Exception {
        SyncTest.Bubble bubble = SyncTest.open();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread caller = g.platform(() -> ended.set(catchThrowable(() -> bubble.run(() -> {
            running.countDown();
            Go.uninterruptibly(() -> release.await());
        }))));
        running.await();
        caller.interrupt();
        assertThatThrownBy(() -> bubble.run(() -> {
        })).isInstanceOf(IllegalStateException.class).hasMessageContaining("ignored an interrupt");
        g.join(caller);
        assertThat(ended.get()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> bubble.run(() -> {
        })).isInstanceOf(IllegalStateException.class).hasMessage("the bubble is over");
        bubble.close();
        release.countDown();
    }

    @Test
    void aCallOfAnotherThreadIsWaitedFor() throws Exception {
        SyncTest.Bubble bubble = SyncTest.open();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        Thread first = g.platform(() -> assertThatThrownBy(() -> bubble.run(() -> {
            go(() -> Channel.make().receive());
            running.countDown();
            release.await();
            throw new IOException("one");
        })).isInstanceOf(IOException.class));
        running.await();
        Thread second = g.platform(bubble::close); // nobody is left behind, since a call has failed
        Goroutines.awaitParked(second, "select");
        release.countDown();
        g.join(first);
        g.join(second);
    }

    @Test
    void anInterruptReachesTheCall() throws Exception {
        SyncTest.Bubble bubble = SyncTest.open();
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> bubble.run(() -> {
            caller.interrupt();
            new CountDownLatch(1).await();
        })).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        bubble.run(() -> Go.sleep(SECOND));
        bubble.close();
    }

    /** So that what cleans up after a test that has exceeded its time limit does not wait for the same thing. */
    @Test
    void anInterruptThatEndsACallFreesTheClock() throws Exception {
        SyncTest.Bubble bubble = SyncTest.open();
        Thread caller = Thread.currentThread();
        AtomicReference<Throwable> other = new AtomicReference<>();
        assertThatThrownBy(() -> bubble.run(() -> {
            go(() -> other.set(catchThrowable(() -> new CountDownLatch(1).await()))); // holds the clock
            caller.interrupt();
            Channel.make().receive();
        })).isInstanceOf(InterruptedException.class);
        bubble.run(() -> {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Go.sleep(SECOND);
            assertThat(other.get()).isInstanceOf(InterruptedException.class);
        });
        bubble.close();
    }

    private static Context foreign(Context context) {
        return new OtherContext(context) {
            @Override
            public <V> V value(Key<V> key) {
                return null;
            }
        };
    }

    /** What watches the third-party context for it is interrupted, too, and leaves nobody waiting. */
    @Test
    void anInterruptThatEndsACallEndsWhatIsDerivedFromThirdPartyContexts() throws Exception {
        SyncTest.Bubble bubble = SyncTest.open();
        Thread caller = Thread.currentThread();
        AtomicReference<Context> child = new AtomicReference<>();
        assertThatThrownBy(() -> bubble.run(() -> {
            child.set(Context.withCancel(foreign(Context.withCancel(Context.background()))));
            SyncTest.await();
            caller.interrupt();
            new CountDownLatch(1).await();
        })).isInstanceOf(InterruptedException.class);
        bubble.run(() -> {
            child.get().done().receive();
            assertThat(child.get().err()).isInstanceOf(CanceledException.class);
        });
        bubble.close();
    }

    @Test
    void whatCleansUpAfterAnInterruptCanDeriveFromAThirdPartyContext() throws Exception {
        SyncTest.Bubble bubble = SyncTest.open();
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> bubble.run(() -> {
            caller.interrupt();
            new CountDownLatch(1).await();
        })).isInstanceOf(InterruptedException.class);
        bubble.run(() -> {
            CancelableContext parent = Context.withCancel(Context.background());
            Context child = Context.withCancel(foreign(parent));
            SyncTest.await();
            assertThat(child.err()).isNull();
            parent.cancel();
            child.done().receive();
        });
        bubble.close();
    }

    @Test
    void badUse() throws Exception {
        try (SyncTest.Bubble bubble = SyncTest.open()) {
            assertThatNullPointerException().isThrownBy(() -> bubble.run(null));
            bubble.run(() -> {
                assertThatThrownBy(() -> bubble.run(() -> {
                })).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(bubble::close).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(SyncTest::open).isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("synctest.Run called from within a synctest bubble");
            });
        }
    }
}
