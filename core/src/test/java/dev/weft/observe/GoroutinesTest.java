package dev.weft.observe;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.GoroutineState;
import dev.weft.Goroutines;
import dev.weft.Select;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.internal.goroutine.GoroutineRecord;
import dev.weft.internal.goroutine.Members;
import dev.weft.internal.wait.WaitReason;
import dev.weft.support.Outcome;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is seen of the goroutines of a program: {@link Goroutines#all}, {@code count} and {@code dump}. */
class GoroutinesTest {
    @RegisterExtension
    final dev.weft.support.Goroutines g = new dev.weft.support.Goroutines();

    /** Runs a program to its end; what it throws fails the test. */
    private void run(Task<?> main) {
        Outcome.start(g, true, () -> {
            Go.run(main);
            return null;
        }).value();
    }

    private static GoroutineState stateOf(Thread thread) {
        List<GoroutineState> found = Goroutines.all().stream().filter(s -> s.id() == thread.threadId()).toList();
        assertThat(found).as("the states of %s", thread).hasSize(1);
        return found.get(0);
    }

    private static void send(Channel<Unit> channel) throws InterruptedException {
        channel.send(Unit.UNIT);
    }

    @Test
    void saysWhatAGoroutineWaitsForAndWhere() {
        run(() -> {
            Channel<Unit> channel = Channel.make();
            Thread sender = go("sender", () -> send(channel));
            awaitParked(sender, "chan send");
            GoroutineState state = stateOf(sender);
            assertThat(state.id()).isEqualTo(sender.threadId());
            assertThat(state.name()).isEqualTo("sender");
            assertThat(state.waitReason()).isEqualTo("chan send");
            assertThat(state.creator()).isEqualTo(Thread.currentThread().threadId());
            assertThat(state.createdBy()).as("not tracked").isNull();
            assertThat(state.stack()).hasSize(3);
            assertThat(state.stack().get(0).toString()).contains("ChannelCore.send(");
            assertThat(state.stack().get(1).toString()).contains("GoroutinesTest.send(GoroutinesTest.java:");
            assertThat(state.stack().get(2).toString()).contains("lambda$");
        });
    }

    @Test
    void leavesOutTheLibrarysInnerCallsOnly() {
        run(() -> {
            Mutex mutex = new Mutex();
            mutex.lock();
            Thread locker = go(() -> List.of(mutex).forEach(Mutex::lock));
            awaitParked(locker, "sync.Mutex.Lock");
            assertThat(stateOf(locker).stack()).extracting(StackTraceElement::getMethodName)
                    .startsWith("lock", "forEach").last().asString().startsWith("lambda$");
            Thread selector = go(() -> Select.select());
            awaitParked(selector, "select (no cases)");
            assertThat(stateOf(selector).stack()).extracting(StackTraceElement::getMethodName)
                    .startsWith("select").hasSize(2);
            Thread direct = go(mutex::lock);
            awaitParked(direct, "sync.Mutex.Lock");
            assertThat(stateOf(direct).stack()).extracting(StackTraceElement::getMethodName).containsExactly("lock");
            Thread inGroup = go(() -> {
                WaitGroup wg = new WaitGroup();
                wg.go(mutex::lock);
                wg.await();
            });
            awaitParked(inGroup, "sync.WaitGroup.Wait");
            awaitUntil(() -> Goroutines.all().stream().anyMatch(s -> s.creator() == inGroup.threadId()
                    && s.stack().stream().limit(1).anyMatch(call -> call.toString().contains("Mutex.lock("))));
            mutex.unlock();
            locker.join();
            mutex.unlock();
            direct.join();
            mutex.unlock();
        });
    }

    /** Somewhere in the library, where it lets others go first. */
    @Test
    void oneThatPausesCanRun() {
        run(() -> {
            Thread pausing = go(() -> LockSupport.parkNanos(WaitReason.RUNNABLE, Duration.ofDays(1).toNanos()));
            awaitUntil(() -> pausing.getState() == Thread.State.TIMED_WAITING);
            assertThat(stateOf(pausing).waitReason()).isEqualTo("runnable");
            LockSupport.unpark(pausing);
            pausing.join();
        });
    }

    @Test
    void saysWhatItDoesIfItDoesNotWaitThroughTheLibrary() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            run(() -> {
                ReentrantLock lock = new ReentrantLock();
                lock.lock();
                AtomicBoolean stop = new AtomicBoolean();
                Thread sleeper = go(() -> Thread.sleep(1_000_000));
                Thread locker = go(lock::lockInterruptibly);
                Thread accepter = go(() -> {
                    try {
                        server.accept();
                    } catch (IOException e) {
                        // closed below
                    }
                });
                Thread worker = go(() -> {
                    while (!stop.get()) {
                        Go.gosched();
                    }
                });
                Thread ended = go(() -> {});
                ended.join();
                awaitUntil(() -> stateOf(sleeper).waitReason().equals("sleep"));
                awaitUntil(() -> stateOf(locker).waitReason()
                        .equals("waiting for java.util.concurrent.locks.ReentrantLock"));
                awaitUntil(() -> stateOf(accepter).waitReason().equals("IO wait"));
                assertThat(stateOf(worker).waitReason()).isIn("runnable", "waiting");
                assertThat(stateOf(sleeper).stack().get(0).toString()).contains("Thread.sleep");
                assertThat(stateOf(locker).stack()).extracting(StackTraceElement::getMethodName)
                        .contains("lockInterruptibly").doesNotContain("park");
                assertThat(stateOf(Thread.currentThread()).waitReason()).isEqualTo("running");
                assertThat(Goroutines.all()).noneMatch(s -> s.id() == ended.threadId());
                stop.set(true);
                server.close();
            });
        }
    }

    @Test
    void countsThoseOfItsOwnProgram() {
        Channel<Unit> done = Channel.make();
        run(() -> {
            assertThat(Goroutines.count()).isEqualTo(1);
            List<Thread> waiting = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                waiting.add(go(() -> done.receive()));
            }
            assertThat(Goroutines.count()).isEqualTo(11);
            Go.run(() -> {
                go(() -> done.receive());
                assertThat(Goroutines.count()).isEqualTo(2);
            });
            AtomicReference<Integer> outside = new AtomicReference<>();
            g.platform(() -> outside.set(Goroutines.count())).join();
            assertThat(outside.get()).isGreaterThanOrEqualTo(11); // other programs may run, too
            assertThat(Goroutines.all()).extracting(GoroutineState::id)
                    .containsAll(waiting.stream().map(Thread::threadId).toList()).isSorted();
            done.close();
            for (Thread t : waiting) {
                t.join();
            }
            awaitUntil(() -> Goroutines.count() == 1);
        });
    }

    @Test
    void waitsSinceItWasFirstSeenInThisWait() {
        run(() -> {
            Channel<Unit> channel = Channel.make();
            long first = System.nanoTime();
            Thread receiver = go(() -> {
                channel.receive();
                channel.receive();
            });
            awaitParked(receiver, "chan receive");
            stateOf(receiver);
            long seen = System.nanoTime();
            awaitUntil(() -> System.nanoTime() - seen > 50_000_000);
            assertThat(stateOf(receiver).waiting()).isBetween(Duration.ofMillis(50),
                    Duration.ofNanos(System.nanoTime() - first));
            long third = System.nanoTime();
            channel.send(Unit.UNIT);
            awaitParked(receiver, "chan receive");
            assertThat(stateOf(receiver).waiting()).as("another wait")
                    .isLessThanOrEqualTo(Duration.ofNanos(System.nanoTime() - third));
        });
    }

    /** Of a service that hangs at night, the first dump tells since when. */
    @Test
    void theFirstWhoAsksIsToldToo() {
        run(() -> {
            Channel<Unit> channel = Channel.make();
            Thread receiver = go(() -> channel.receive());
            Thread sleeper = go(() -> Go.sleep(Duration.ofDays(1)));
            awaitParked(receiver, "chan receive");
            awaitParked(sleeper, "sleep");
            for (GoroutineRecord record : Members.ofAllPrograms()) {
                if (record.id() == receiver.threadId() || record.id() == sleeper.threadId()) {
                    awaitUntil(() -> record.sighting() != null);
                }
            }
            long seen = System.nanoTime();
            awaitUntil(() -> System.nanoTime() - seen > 10_000_000);
            assertThat(stateOf(receiver).waiting()).isGreaterThan(Duration.ofMillis(10));
            assertThat(stateOf(sleeper).waiting()).isGreaterThan(Duration.ofMillis(10));
        });
    }

    @Test
    void printsGosForm() {
        StackTraceElement send = new StackTraceElement("a.Pool", "work", "Pool.java", 8);
        StackTraceElement go = new StackTraceElement("a.Pool", "start", "Pool.java", 19);
        GoroutineState state = new GoroutineState(24, "", "chan send", Duration.ofSeconds(200), List.of(send), go, 22);
        assertThat(state).hasToString("""
                goroutine 24 [chan send, 3 minutes]:
                \tat a.Pool.work(Pool.java:8)
                created by a.Pool.start(Pool.java:19) in goroutine 22""");
        state = new GoroutineState(24, "worker", "select", Duration.ofSeconds(59), List.of(send, go), null, 22);
        assertThat(state).hasToString("""
                goroutine 24 "worker" [select]:
                \tat a.Pool.work(Pool.java:8)
                \tat a.Pool.start(Pool.java:19)""");
    }

    @Test
    void theDumpHasThemAll() {
        run(() -> {
            Thread receiver = go(() -> Channel.make().receive());
            awaitParked(receiver, "chan receive");
            String dump = Goroutines.dump();
            assertThat(dump).contains("goroutine " + receiver.threadId() + " [chan receive]:\n\tat ")
                    .contains("goroutine " + Thread.currentThread().threadId() + " \"main\" [running]:\n\tat ");
            for (String one : dump.split("\n\n")) {
                assertThat(one).startsWith("goroutine ").doesNotEndWith("\n");
            }
        });
    }

    @Test
    void equalStacksAreTogetherAboveAHundred() {
        run(() -> {
            Channel<Unit> channel = Channel.make();
            List<Thread> receivers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                receivers.add(go(() -> channel.receive()));
            }
            Thread sleeper = go(() -> Go.sleep(Duration.ofDays(1)));
            awaitParked(sleeper, "sleep");
            receivers.forEach(t -> awaitParked(t, "chan receive"));
            List<String> parts = List.of(Goroutines.dump().split("\n\n"));
            assertThat(parts.get(0)).startsWith("100 goroutines, among them " + receivers.get(0).threadId() + ", ")
                    .contains(" [chan receive]:\n\tat ").contains("GoroutinesTest.lambda$");
            assertThat(parts).filteredOn(p -> p.startsWith("goroutine " + sleeper.threadId() + " [sleep]:")).hasSize(1);
        });
    }

    @Test
    void whereItPrintsToMayFail() {
        run(() -> {
            IOException full = new IOException("disk full");
            assertThatThrownBy(() -> Goroutines.dump(new Appendable() {
                @Override
                public Appendable append(CharSequence text) throws IOException {
                    throw full;
                }

                @Override
                public Appendable append(CharSequence text, int start, int end) throws IOException {
                    throw full;
                }

                @Override
                public Appendable append(char c) throws IOException {
                    throw full;
                }
            })).isSameAs(full);
            assertThatThrownBy(() -> Goroutines.dump(null)).isInstanceOf(NullPointerException.class);
            StringBuilder out = new StringBuilder();
            Goroutines.dump(out);
            assertThat(out).contains("\"main\" [running]");
        });
    }

    @Test
    void anInterruptedGoroutineMayLookAndStaysInterrupted() {
        run(() -> {
            Thread.currentThread().interrupt();
            assertThat(Goroutines.dump()).contains("\"main\" [running]");
            assertThat(Goroutines.count()).isEqualTo(1);
            assertThat(Thread.interrupted()).isTrue();
        });
    }

    /** Ten threads look while goroutines hand over, start and end. */
    @Test
    void manyMayLookAtOnce() {
        run(() -> {
            AtomicBoolean stop = new AtomicBoolean();
            Channel<Unit> channel = Channel.make();
            List<Thread> busy = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                boolean sends = i % 2 == 0;
                busy.add(go(() -> {
                    while (!stop.get()) {
                        if (sends) {
                            channel.trySend(Unit.UNIT, Duration.ofMillis(1));
                            go(() -> {}).join();
                        } else {
                            channel.tryReceive(Duration.ofMillis(1));
                        }
                        Go.gosched(); // on a single carrier, they would keep the others from it
                    }
                }));
            }
            List<Thread> lookers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                boolean virtual = i % 2 == 0;
                lookers.add(g.start(virtual, () -> {
                    for (int n = 0; n < 50; n++) {
                        assertThat(Goroutines.all()).extracting(GoroutineState::id)
                                .containsAll(busy.stream().map(Thread::threadId).toList());
                        assertThat(Goroutines.dump()).contains("goroutine ");
                    }
                }));
            }
            for (Thread t : lookers) {
                t.join();
            }
            stop.set(true);
        });
    }
}
