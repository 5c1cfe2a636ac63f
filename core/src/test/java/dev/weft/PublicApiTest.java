package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.context.AfterFunc;
import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.context.DeadlineExceededException;
import dev.weft.sync.Cond;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.Hold;
import dev.weft.sync.Mutex;
import dev.weft.sync.Once;
import dev.weft.sync.RWMutex;
import dev.weft.sync.SingleFlight;
import dev.weft.sync.WaitGroup;
import dev.weft.sync.WeightedSemaphore;
import dev.weft.testing.Goleak;
import dev.weft.time.RateLimitExceededException;
import dev.weft.time.RateLimiter;
import dev.weft.time.Ticker;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The signatures that users write: they may be added to, but not changed. They are written as
 * {@link java.lang.reflect.Method#toGenericString} does, without packages and without {@code public}, {@code abstract},
 * {@code final} and {@code default}.
 */
class PublicApiTest {
    @Test
    void functions() {
        assertHas(Task.class, "void Task.run() throws X");
        assertHas(Call.class, "T Call.call() throws X");
        assertHas(Arg.class, "void Arg.run(A) throws Exception");
        assertHas(Arg2.class, "void Arg2.run(A,B) throws Exception");
        assertHas(Arg3.class, "void Arg3.run(A,B,C) throws Exception");
        assertHas(Arg4.class, "void Arg4.run(A,B,C,D) throws Exception");
        assertHas(Result.class,
                "Result(T,Exception)",
                "T Result.value()",
                "Exception Result.error()",
                "static <T> Result<T> Result.of(Call<? extends T, ?>) throws InterruptedException",
                "T Result.valueOrThrow() throws Exception");
        for (Class<?> type : List.of(Task.class, Call.class, Arg.class, Arg2.class, Arg3.class, Arg4.class)) {
            assertThat(type).isInterface().hasAnnotation(FunctionalInterface.class);
        }
        assertThat(Unit.values()).containsExactly(Unit.UNIT);
    }

    @Test
    void interop() {
        assertHas(Channels.class,
                "static <T> ReceiveChannel<T> Channels.from(Context,Iterable<? extends T>)",
                "static <T> ReceiveChannel<T> Channels.from(Context,Stream<? extends T>)",
                "static <T> ReceiveChannel<T> Channels.from(CompletionStage<? extends T>)",
                "static <T> ReceiveChannel<T> Channels.from(Context,Flow$Publisher<? extends T>,int)",
                "static <T> Flow$Publisher<T> Channels.publisher(ReceiveChannel<? extends T>)");
        assertNotMade(Channels.class);
    }

    @Test
    void goroutines() {
        assertHas(Go.class,
                "static Thread Go.go(Task<?>)",
                "static Thread Go.go(String,Task<?>)",
                "static <A> Thread Go.go(Arg<? super A>,A)",
                "static <A,B> Thread Go.go(Arg2<? super A, ? super B>,A,B)",
                "static <A,B,C> Thread Go.go(Arg3<? super A, ? super B, ? super C>,A,B,C)",
                "static <A,B,C,D> Thread Go.go(Arg4<? super A, ? super B, ? super C, ? super D>,A,B,C,D)",
                "static void Go.run(Task<?>) throws Exception",
                "static void Go.sleep(Duration) throws InterruptedException",
                "static void Go.sleep(Context,Duration) throws InterruptedException",
                "static void Go.gosched()",
                "static <T> T Go.unchecked(Call<? extends T, InterruptedException>)",
                "static void Go.unchecked(Task<InterruptedException>)",
                "static <T> T Go.uninterruptibly(Call<? extends T, InterruptedException>)",
                "static void Go.uninterruptibly(Task<InterruptedException>)");
        assertNotMade(Go.class);
    }

    @Test
    void seeingGoroutines() {
        assertHas(Goroutines.class,
                "static int Goroutines.count()",
                "static List<GoroutineState> Goroutines.all()",
                "static String Goroutines.dump()",
                "static void Goroutines.dump(Appendable) throws IOException",
                "static List<GoroutineState> Goroutines.leaked()",
                "static AutoCloseable Goroutines.track()");
        assertNotMade(Goroutines.class);
        assertHas(GoroutineState.class,
                "GoroutineState(long,String,String,Duration,List<StackTraceElement>,StackTraceElement,long)",
                "long GoroutineState.id()",
                "String GoroutineState.name()",
                "String GoroutineState.waitReason()",
                "Duration GoroutineState.waiting()",
                "List<StackTraceElement> GoroutineState.stack()",
                "StackTraceElement GoroutineState.createdBy()",
                "long GoroutineState.creator()",
                "String GoroutineState.toString()");
        assertHas(Goleak.class, "static void Goleak.verifyNone()");
        assertNotMade(Goleak.class);
        assertThat(DeadlockException.class).isFinal().isAssignableTo(IllegalStateException.class);
        assertHas(DeadlockException.class,
                "DeadlockException(String,List<GoroutineState>)",
                "List<GoroutineState> DeadlockException.goroutines()",
                "String DeadlockException.toString()");
    }

    @Test
    void channels() {
        assertThat(SendChannel.class).isInterface().isAssignableTo(AutoCloseable.class);
        assertHas(SendChannel.class,
                "void SendChannel.send(T) throws InterruptedException",
                "boolean SendChannel.trySend(T)",
                "boolean SendChannel.trySend(T,Duration) throws InterruptedException",
                "void SendChannel.close()",
                "boolean SendChannel.tryClose()",
                "int SendChannel.len()",
                "int SendChannel.cap()");
        assertThat(ReceiveChannel.class).isInterface().isAssignableTo(Iterable.class);
        assertHas(ReceiveChannel.class,
                "T ReceiveChannel.receive() throws InterruptedException",
                "T ReceiveChannel.receiveOr(T) throws InterruptedException",
                "T ReceiveChannel.tryReceive()",
                "T ReceiveChannel.tryReceive(Duration) throws InterruptedException",
                "boolean ReceiveChannel.drained()",
                "Iterator<T> ReceiveChannel.iterator()",
                "Spliterator<T> ReceiveChannel.spliterator()",
                "Stream<T> ReceiveChannel.stream()",
                "int ReceiveChannel.len()",
                "int ReceiveChannel.cap()");
        assertThat(Channel.class).isInterface().isAssignableTo(SendChannel.class).isAssignableTo(ReceiveChannel.class);
        // Declared again, so that the Javadoc shows both sides on one page.
        assertHas(Channel.class,
                "static <T> Channel<T> Channel.make()",
                "static <T> Channel<T> Channel.make(int)",
                "void Channel.send(T) throws InterruptedException",
                "boolean Channel.trySend(T)",
                "boolean Channel.trySend(T,Duration) throws InterruptedException",
                "T Channel.receive() throws InterruptedException",
                "T Channel.tryReceive()",
                "T Channel.tryReceive(Duration) throws InterruptedException",
                "boolean Channel.drained()",
                "void Channel.close()",
                "boolean Channel.tryClose()",
                "int Channel.len()",
                "int Channel.cap()");
    }

    @Test
    void select() {
        assertHas(Select.class,
                "static <T> ReceiveCase<T> Select.receive(ReceiveChannel<? extends T>)",
                "static <T> SendCase<T> Select.send(SendChannel<? super T>,T)",
                "static int Select.select(SelectCase...) throws InterruptedException",
                "static int Select.select(Duration,SelectCase...) throws InterruptedException",
                "static int Select.trySelect(SelectCase...)");
        assertHas(SelectCase.class, "boolean SelectCase.chosen()");
        assertThat(SelectCase.class).isAbstract();
        assertThat(ReceiveCase.class).isFinal().isAssignableTo(SelectCase.class);
        assertHas(ReceiveCase.class,
                "T ReceiveCase.value()",
                "boolean ReceiveCase.ok()",
                "T ReceiveCase.valueOr(T)",
                "ReceiveCase<T> ReceiveCase.channel(ReceiveChannel<? extends T>)");
        assertThat(SendCase.class).isFinal().isAssignableTo(SelectCase.class);
        assertHas(SendCase.class,
                "SendCase<T> SendCase.value(T)",
                "SendCase<T> SendCase.channel(SendChannel<? super T>)");
        assertNotMade(Select.class);
        assertNotMade(ReceiveCase.class);
        assertNotMade(SendCase.class);
    }

    @Test
    void exceptions() {
        assertThat(ChannelClosedException.class).isAssignableTo(IllegalStateException.class);
        assertThat(UncheckedInterruptedException.class).isAssignableTo(RuntimeException.class);
        assertHas(UncheckedInterruptedException.class, "UncheckedInterruptedException(InterruptedException)");
    }

    @Test
    void locks() {
        assertThat(Mutex.class).isFinal().isAssignableTo(Lock.class);
        assertHas(Mutex.class,
                "Mutex()",
                "void Mutex.lock()",
                "void Mutex.lockInterruptibly() throws InterruptedException",
                "boolean Mutex.tryLock()",
                "boolean Mutex.tryLock(long,TimeUnit) throws InterruptedException",
                "boolean Mutex.tryLock(Duration) throws InterruptedException",
                "Hold Mutex.hold()",
                "void Mutex.unlock()",
                "Condition Mutex.newCondition()");
        assertThat(Hold.class).isInterface().isAssignableTo(AutoCloseable.class);
        assertHas(Hold.class, "void Hold.close()");
        assertThat(RWMutex.class).isFinal().isAssignableTo(ReadWriteLock.class);
        assertHas(RWMutex.class,
                "RWMutex()",
                "void RWMutex.lock()",
                "void RWMutex.unlock()",
                "boolean RWMutex.tryLock()",
                "boolean RWMutex.tryLock(Duration) throws InterruptedException",
                "boolean RWMutex.tryRLock(Duration) throws InterruptedException",
                "Hold RWMutex.hold()",
                "Hold RWMutex.rHold()",
                "void RWMutex.rLock()",
                "void RWMutex.rUnlock()",
                "boolean RWMutex.tryRLock()",
                "Lock RWMutex.rLocker()",
                "Lock RWMutex.readLock()",
                "Lock RWMutex.writeLock()");
    }

    @Test
    void conditionsGroupsAndOnce() {
        assertThat(List.of(Cond.class, Once.class, WaitGroup.class)).allMatch(c -> Modifier.isFinal(c.getModifiers()));
        assertHas(Cond.class,
                "Cond(Lock)",
                "void Cond.await() throws InterruptedException",
                "boolean Cond.await(Duration) throws InterruptedException",
                "void Cond.signal()",
                "void Cond.broadcast()");
        assertHas(Once.class,
                "Once()",
                "<X extends Exception> void Once.doOnce(Task<X>) throws X",
                "static <X extends Exception> Task<X> Once.func(Task<X>)",
                "static <T,X extends Exception> Call<T, X> Once.value(Call<T, X>)");
        assertHas(WaitGroup.class,
                "WaitGroup()",
                "void WaitGroup.add(int)",
                "void WaitGroup.done()",
                "void WaitGroup.go(Task<?>)",
                "<A> void WaitGroup.go(Arg<? super A>,A)",
                "void WaitGroup.await() throws InterruptedException",
                "boolean WaitGroup.await(Duration) throws InterruptedException",
                "void WaitGroup.await(Context) throws InterruptedException");
    }

    @Test
    void errorGroupsAndWeightedSemaphores() {
        assertThat(List.of(ErrGroup.class, WeightedSemaphore.class)).allMatch(c -> Modifier.isFinal(c.getModifiers()));
        assertHas(ErrGroup.class,
                "ErrGroup()",
                "static ErrGroup ErrGroup.withContext(Context)",
                "Context ErrGroup.context()",
                "void ErrGroup.go(Task<?>)",
                "<A> void ErrGroup.go(Arg<? super A>,A)",
                "boolean ErrGroup.tryGo(Task<?>)",
                "<A> boolean ErrGroup.tryGo(Arg<? super A>,A)",
                "void ErrGroup.setLimit(int)",
                "Exception ErrGroup.await() throws InterruptedException",
                "void ErrGroup.awaitOrThrow() throws Exception",
                "boolean ErrGroup.await(Duration) throws Exception",
                "void ErrGroup.await(Context) throws Exception");
        assertHas(WeightedSemaphore.class,
                "WeightedSemaphore(long)",
                "void WeightedSemaphore.acquire(Context,long) throws InterruptedException",
                "void WeightedSemaphore.acquire(long) throws InterruptedException",
                "boolean WeightedSemaphore.tryAcquire(long)",
                "boolean WeightedSemaphore.tryAcquire(long,Duration) throws InterruptedException",
                "void WeightedSemaphore.release(long)");
    }

    @Test
    void sharedCalls() {
        assertThat(SingleFlight.class).isFinal();
        assertHas(SingleFlight.class,
                "SingleFlight()",
                "SingleFlight$Result<V> SingleFlight.run(K,Call<? extends V, ?>) throws InterruptedException",
                "ReceiveChannel<SingleFlight$Result<V>> SingleFlight.runChan(K,Call<? extends V, ?>)",
                "void SingleFlight.forget(K)");
        assertThat(SingleFlight.Result.class).isRecord();
        assertHas(SingleFlight.Result.class,
                "V SingleFlight$Result.value()",
                "Exception SingleFlight$Result.exception()",
                "boolean SingleFlight$Result.shared()",
                "V SingleFlight$Result.valueOrThrow() throws Exception");
    }

    @Test
    void timers() {
        assertHas(Timers.class,
                "static Timer Timers.newTimer(Duration)",
                "static Ticker Timers.newTicker(Duration)",
                "static Instant Timers.now()",
                "static Duration Timers.since(Instant)",
                "static Duration Timers.until(Instant)",
                "static ReceiveChannel<Instant> Timers.after(Duration)",
                "static ReceiveChannel<Instant> Timers.tick(Duration)",
                "static Timer Timers.afterFunc(Duration,Task<?>)");
        assertThat(Timer.class).isFinal();
        assertHas(Timer.class,
                "ReceiveChannel<Instant> Timer.channel()",
                "boolean Timer.stop()",
                "boolean Timer.reset(Duration)");
        assertThat(Ticker.class).isFinal().isAssignableTo(AutoCloseable.class);
        assertHas(Ticker.class,
                "ReceiveChannel<Instant> Ticker.channel()",
                "void Ticker.stop()",
                "void Ticker.close()",
                "void Ticker.reset(Duration)");
        assertNotMade(Timers.class);
        assertNotMade(Timer.class);
        assertNotMade(Ticker.class);
    }

    @Test
    void rateLimits() {
        assertThat(RateLimiter.class).isFinal();
        assertHas(RateLimiter.class,
                "RateLimiter(double,int)",
                "static double RateLimiter.every(Duration)",
                "boolean RateLimiter.allow()",
                "boolean RateLimiter.allow(int)",
                "void RateLimiter.await() throws InterruptedException",
                "void RateLimiter.await(int) throws InterruptedException",
                "void RateLimiter.await(Context) throws InterruptedException",
                "void RateLimiter.await(Context,int) throws InterruptedException",
                "boolean RateLimiter.tryAwait(Duration) throws InterruptedException",
                "boolean RateLimiter.tryAwait(int,Duration) throws InterruptedException",
                "RateLimiter$Reservation RateLimiter.reserve()",
                "RateLimiter$Reservation RateLimiter.reserve(int)",
                "void RateLimiter.setRate(double)",
                "void RateLimiter.setBurst(int)",
                "double RateLimiter.rate()",
                "int RateLimiter.burst()",
                "double RateLimiter.tokens()");
        assertThat(RateLimiter.INFINITE).isInfinite();
        assertThat(RateLimiter.Reservation.class).isFinal();
        assertHas(RateLimiter.Reservation.class,
                "boolean RateLimiter$Reservation.ok()",
                "Duration RateLimiter$Reservation.delay()",
                "void RateLimiter$Reservation.cancel()");
        assertNotMade(RateLimiter.Reservation.class);
        assertThat(RateLimitExceededException.class).isAssignableTo(IllegalStateException.class);
    }

    @Test
    void contexts() {
        assertHas(Context.class,
                "ReceiveChannel<?> Context.done()",
                "ContextException Context.err()",
                "void Context.throwIfDone()",
                "Exception Context.cause()",
                "Optional<Instant> Context.deadline()",
                "<V> V Context.value(Context$Key<V>)",
                "AfterFunc Context.whenDone(Task<?>)",
                "static Context Context.background()",
                "static Context Context.todo()",
                "static CancelableContext Context.withCancel(Context)",
                "static CancelableContext Context.withDeadline(Context,Instant)",
                "static CancelableContext Context.withDeadlineCause(Context,Instant,Exception)",
                "static CancelableContext Context.withTimeout(Context,Duration)",
                "static CancelableContext Context.withTimeoutCause(Context,Duration,Exception)",
                "static <V> Context Context.withValue(Context,Context$Key<V>,V)",
                "static Context Context.withoutCancel(Context)",
                "static AfterFunc Context.afterFunc(Context,Task<?>)");
        assertThat(Stream.of(Context.class.getMethods()).filter(m -> Modifier.isAbstract(m.getModifiers())))
                .as("what somebody else's context has to implement")
                .extracting(Method::getName)
                .containsExactlyInAnyOrder("done", "err", "deadline", "value");
        assertThat(Context.Key.class).isFinal();
        assertHas(Context.Key.class, "static <V> Context$Key<V> Context$Key.of(String)");
        assertNotMade(Context.Key.class);
        assertThat(CancelableContext.class).isInterface().isAssignableTo(Context.class)
                .isAssignableTo(AutoCloseable.class);
        assertHas(CancelableContext.class,
                "void CancelableContext.cancel()",
                "void CancelableContext.cancel(Exception)",
                "void CancelableContext.close()");
        assertHas(AfterFunc.class, "boolean AfterFunc.stop()", "void AfterFunc.close()");
        assertThat(ContextException.class).isAbstract().isAssignableTo(RuntimeException.class);
        assertHas(CanceledException.class, "CanceledException()", "CanceledException(Exception)");
        assertHas(DeadlineExceededException.class,
                "DeadlineExceededException()",
                "DeadlineExceededException(Exception)");
    }

    private static void assertHas(Class<?> type, String... signatures) {
        assertThat(type).isPublic();
        assertThat(Stream.<Executable>concat(
                Stream.of(type.getDeclaredMethods()), Stream.of(type.getDeclaredConstructors()))
                .filter(m -> Modifier.isPublic(m.getModifiers()))
                .map(PublicApiTest::signature))
                .contains(signatures);
    }

    /** No instance can be created with {@code new}. */
    private static void assertNotMade(Class<?> type) {
        assertThat(type.getConstructors()).isEmpty();
    }

    private static String signature(Executable member) {
        return member.toGenericString()
                .replaceAll("\\b([a-z]\\w*\\.)+", "") // packages
                .replaceAll("\\b(public|abstract|final|default|transient) ", "");
    }
}
