package dev.weft;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.sync.Cond;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.Mutex;
import dev.weft.sync.Once;
import dev.weft.sync.RWMutex;
import dev.weft.sync.SingleFlight;
import dev.weft.sync.WaitGroup;
import dev.weft.sync.WeightedSemaphore;
import dev.weft.testing.SyncTest;
import dev.weft.time.RateLimiter;
import dev.weft.time.Ticker;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A null argument throws a NullPointerException that names the parameter, at the call, before anything has changed. */
class NullArgumentsTest {
    /**
     * Every public method and constructor that takes an object, and what the message is for each of its parameters: its
     * name, or what {@link #TEXTS} says. A dash stands for a primitive, and for what may be null or is not checked.
     */
    private static final String API = """
            Arg.run(Object) -
            Arg2.run(Object,Object) - -
            Arg3.run(Object,Object,Object) - - -
            Arg4.run(Object,Object,Object,Object) - - - -
            CancelableContext.cancel(Exception) -
            CanceledException(Exception) -
            CanceledException.in(Throwable) -
            Channel.send(Object) ELEMENT
            Channel.tryReceive(Duration) timeout
            Channel.trySend(Object) ELEMENT
            Channel.trySend(Object,Duration) ELEMENT timeout
            ChannelClosedException(String) -
            Channels.from(CompletionStage) future
            Channels.from(Context,Iterable) ctx items
            Channels.from(Context,Publisher,int) ctx publisher -
            Channels.from(Context,Stream) ctx items
            Channels.publisher(ReceiveChannel) channel
            Cond(Lock) lock
            Cond.await(Duration) timeout
            Context$Key.of(String) name
            Context.afterFunc(Context,Task) ctx f
            Context.value(Key) KEY
            Context.whenDone(Task) f
            Context.withCancel(Context) PARENT
            Context.withDeadline(Context,Instant) PARENT deadline
            Context.withDeadlineCause(Context,Instant,Exception) PARENT deadline -
            Context.withTimeout(Context,Duration) PARENT timeout
            Context.withTimeoutCause(Context,Duration,Exception) PARENT timeout -
            Context.withValue(Context,Key,Object) PARENT KEY -
            Context.withoutCancel(Context) PARENT
            DeadlineExceededException(Exception) -
            DeadlineExceededException.in(Throwable) -
            DeadlockException(String,List) - goroutines
            ErrGroup.await(Context) ctx
            ErrGroup.await(Duration) timeout
            ErrGroup.go(Arg,Object) f -
            ErrGroup.go(Task) f
            ErrGroup.tryGo(Arg,Object) f -
            ErrGroup.tryGo(Task) f
            ErrGroup.withContext(Context) PARENT
            Go.go(Arg,Object) task -
            Go.go(Arg2,Object,Object) task - -
            Go.go(Arg3,Object,Object,Object) task - - -
            Go.go(Arg4,Object,Object,Object,Object) task - - - -
            Go.go(String,Task) name task
            Go.go(Task) task
            Go.run(Task) main
            Go.sleep(Context,Duration) ctx d
            Go.sleep(Duration) d
            Go.unchecked(Call) op
            Go.unchecked(Task) op
            Go.uninterruptibly(Call) op
            Go.uninterruptibly(Task) op
            GoroutineState(long,String,String,Duration,List,StackTraceElement,long) - name waitReason waiting stack - -
            Goroutines.dump(Appendable) out
            Mutex.tryLock(Duration) timeout
            Mutex.tryLock(long,TimeUnit) - unit
            Once.doOnce(Task) f
            Once.func(Task) f
            Once.value(Call) f
            RWMutex.tryLock(Duration) timeout
            RWMutex.tryRLock(Duration) timeout
            RateLimitExceededException(String) -
            RateLimiter.await(Context) ctx
            RateLimiter.await(Context,int) ctx -
            RateLimiter.every(Duration) interval
            RateLimiter.tryAwait(Duration) timeout
            RateLimiter.tryAwait(int,Duration) - timeout
            ReceiveCase.channel(ReceiveChannel) -
            ReceiveCase.valueOr(Object) -
            ReceiveChannel.receiveOr(Object) -
            ReceiveChannel.tryReceive(Duration) timeout
            Result(Object,Exception) - -
            Result.of(Call) call
            Select.receive(ReceiveChannel) -
            Select.select(Duration,SelectCase[]) timeout ARRAY
            Select.select(SelectCase[]) ARRAY
            Select.send(SendChannel,Object) - -
            Select.trySelect(SelectCase[]) ARRAY
            SendCase.channel(SendChannel) -
            SendCase.value(Object) -
            SendChannel.send(Object) ELEMENT
            SendChannel.trySend(Object) ELEMENT
            SendChannel.trySend(Object,Duration) ELEMENT timeout
            SingleFlight$Result(Object,Exception,boolean) - - -
            SingleFlight.forget(Object) key
            SingleFlight.run(Object,Call) key f
            SingleFlight.runChan(Object,Call) key f
            SyncTest$Bubble.run(Task) call
            SyncTest.run(Task) test
            Ticker.reset(Duration) d
            Timer.reset(Duration) d
            Timers.after(Duration) d
            Timers.afterFunc(Duration,Task) d f
            Timers.newTicker(Duration) d
            Timers.newTimer(Duration) d
            Timers.since(Instant) t
            Timers.tick(Duration) d
            Timers.until(Instant) t
            UncheckedInterruptedException(InterruptedException) -
            WaitGroup.await(Context) ctx
            WaitGroup.await(Duration) timeout
            WaitGroup.go(Arg,Object) f -
            WaitGroup.go(Task) f
            WeightedSemaphore.acquire(Context,long) ctx -
            WeightedSemaphore.tryAcquire(long,Duration) - timeout
            """;

    /** Messages that do not consist of the parameter's name. */
    private static final Map<String, String> TEXTS = Map.of(
            "ARRAY", "Cannot read the array length because \"cases\" is null", // the virtual machine's
            "ELEMENT", "a channel has no null elements",
            "KEY", "nil key",
            "PARENT", "cannot create context from nil parent; without a parent, derive it from Context.background()");

    private static final Duration HOUR = Duration.ofHours(1);

    /** Set by everything that must not be called, since another argument is null. */
    private static final AtomicBoolean CALLED = new AtomicBoolean();

    private static final Map<Class<?>, Object> ARGUMENTS = Map.ofEntries(
            entry(int.class, 1),
            entry(long.class, 1L),
            entry(Object.class, "object"),
            entry(String.class, "string"),
            entry(Duration.class, HOUR),
            entry(Instant.class, Instant.MAX),
            entry(List.class, List.of()),
            entry(StackTraceElement.class, new StackTraceElement("C", "m", "C.java", 1)),
            entry(Exception.class, new Exception("cause")),
            entry(Context.class, Context.background()),
            entry(Context.Key.class, Context.Key.of("key")),
            entry(SelectCase[].class, new SelectCase[0]),
            entry(Flow.Publisher.class, (Flow.Publisher<Object>) subscriber -> CALLED.set(true)),
            entry(Task.class, (Task<RuntimeException>) () -> CALLED.set(true)),
            entry(Call.class, (Call<Boolean, RuntimeException>) () -> CALLED.getAndSet(true)));

    /** What the methods are called on: a new object of each kind. */
    private static final Map<Class<?>, Supplier<List<?>>> TARGETS = Map.ofEntries(
            target(SendChannel.class, NullArgumentsTest::channels),
            target(Channel.class, NullArgumentsTest::channels),
            target(ReceiveChannel.class, () -> List.of(Channel.make(), Channel.make(1), Timers.after(HOUR),
                    Context.withCancel(Context.background()).done(), Context.background().done())),
            target(Context.class, () -> {
                CancelableContext parent = Context.withCancel(Context.background());
                return List.of(Context.background(), Context.todo(), parent, Context.withoutCancel(parent),
                        Context.withValue(parent, Context.Key.of("other"), 1));
            }),
            target(Cond.class, () -> {
                Cond cond = new Cond(new Mutex());
                cond.L.lock();
                return List.of(cond);
            }),
            target(WaitGroup.class, () -> {
                WaitGroup group = new WaitGroup();
                group.add(1);
                return List.of(group);
            }),
            target(Mutex.class, () -> List.of(new Mutex())),
            target(RWMutex.class, () -> List.of(new RWMutex())),
            target(Once.class, () -> List.of(new Once())),
            target(ErrGroup.class, () -> List.of(new ErrGroup(), ErrGroup.withContext(Context.background()))),
            target(WeightedSemaphore.class, () -> List.of(new WeightedSemaphore(1))),
            target(SingleFlight.class, () -> List.of(new SingleFlight<>())),
            target(RateLimiter.class, () -> List.of(new RateLimiter(1, 1))),
            target(Timer.class, () -> List.of(Timers.newTimer(HOUR), Timers.afterFunc(HOUR, () -> CALLED.set(true)))),
            target(Ticker.class, () -> List.of(Timers.newTicker(HOUR))),
            target(SyncTest.Bubble.class, () -> List.of(SyncTest.open())));

    private static Entry<Class<?>, Object> entry(Class<?> type, Object argument) {
        return Map.entry(type, argument);
    }

    private static Entry<Class<?>, Supplier<List<?>>> target(Class<?> type, Supplier<List<?>> objects) {
        return Map.entry(type, objects);
    }

    private static List<?> channels() {
        return List.of(Channel.make(), Channel.make(1));
    }

    @Test
    void theListIsComplete() {
        assertThat(messages().keySet()).containsExactlyElementsOf(executables().keySet());
    }

    static Stream<Arguments> nulls() {
        SortedMap<String, Executable> executables = executables();
        return messages().entrySet().stream()
                .flatMap(line -> IntStream.range(0, line.getValue().size())
                        .filter(i -> !line.getValue().get(i).equals("-"))
                        .mapToObj(i -> arguments(line.getKey(), line.getValue().get(i), i,
                                executables.get(line.getKey()))));
    }

    private static SortedMap<String, List<String>> messages() {
        SortedMap<String, List<String>> messages = new TreeMap<>();
        API.lines().forEach(line -> {
            int end = line.indexOf(')') + 1;
            messages.put(line.substring(0, end), List.of(line.substring(end + 1).split(" ")));
        });
        return messages;
    }

    /** All of the library, except for what the compiler makes. */
    private static SortedMap<String, Executable> executables() {
        SortedMap<String, Executable> all = new TreeMap<>();
        new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.weft").stream()
                .filter(c -> c.getPackageName().matches("dev\\.weft(\\.(sync|context|time|testing))?"))
                .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::reflect)
                .filter(type -> !type.isEnum())
                .flatMap(type -> Stream.<Executable>concat(
                        Stream.of(type.getDeclaredMethods()), Stream.of(type.getDeclaredConstructors())))
                .filter(e -> Modifier.isPublic(e.getModifiers()) && !e.isSynthetic() && !e.getName().equals("equals"))
                .filter(e -> !Stream.of(e.getParameterTypes()).allMatch(Class::isPrimitive))
                .forEach(e -> all.put(signature(e), e));
        return all;
    }

    private static String signature(Executable e) {
        String type = e.getDeclaringClass().getName().replaceAll(".*\\.", "");
        return (e instanceof Method ? type + "." + e.getName() : type)
                + Stream.of(e.getParameterTypes()).map(Class::getSimpleName).collect(joining(",", "(", ")"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("nulls")
    void nullIsRefused(String signature, String message, int parameter, Executable e) throws Exception {
        Object[] arguments = Stream.of(e.getParameterTypes()).map(ARGUMENTS::get).toArray();
        arguments[parameter] = null;
        Go.run(() -> { // which counts the goroutines that are started
            for (Object target : e instanceof Constructor || Modifier.isStatic(e.getModifiers())
                    ? new Object[] {null}
                    : TARGETS.get(e.getDeclaringClass()).get().toArray()) {
                String before = state(target);
                for (boolean interrupted : new boolean[] {false, true}) { // an interrupt is not noticed before
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    Throwable thrown = catchThrowable(() -> invoke(e, target, arguments));
                    assertThat(Thread.interrupted()).isEqualTo(interrupted);
                    assertThat(thrown).isExactlyInstanceOf(NullPointerException.class);
                    String text = TEXTS.getOrDefault(message, message);
                    assertThat(thrown.getMessage()) // compiled code may throw the virtual machine's without a message
                            .isIn(text, message.equals("ARRAY") ? null : text);
                }
                assertThat(state(target)).as("nothing has changed").isEqualTo(before);
                if (target instanceof SyncTest.Bubble bubble) {
                    bubble.close();
                }
            }
            assertThat(Goroutines.count()).isOne();
        });
        assertThat(CALLED).isFalse();
    }

    /** What {@code toString} says, but for the time that a timer has left. */
    private static String state(Object target) {
        return String.valueOf(target).replaceAll("due in PT[^,]*", "due in some time");
    }

    private static void invoke(Executable e, Object target, Object[] arguments) throws Throwable {
        try {
            if (e instanceof Method m) {
                m.invoke(target, arguments);
            } else {
                ((Constructor<?>) e).newInstance(arguments);
            }
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** Objects whose classes are hidden. */
    @Test
    void nullIsRefusedByWhatTheMethodsReturn() throws Exception {
        RWMutex rw = new RWMutex();
        for (Lock lock : List.of(new Mutex(), rw.writeLock(), rw.readLock())) {
            for (long time : new long[] {-1, 0, 1}) {
                assertRefused(() -> lock.tryLock(time, null), "unit");
            }
            assertThat(lock.tryLock()).isTrue(); // it has not been taken
            lock.unlock();
        }
        Mutex mu = new Mutex();
        Condition condition = mu.newCondition();
        mu.lock();
        assertRefused(() -> condition.await(1, null), "unit");
        assertRefused(() -> condition.awaitUntil(null), "deadline");
        assertThat(mu.tryLock()).isFalse();

        Channel<Integer> ch = Channel.make(1);
        Iterator<Integer> iterator = ch.iterator();
        ch.trySend(1);
        assertRefused(() -> iterator.forEachRemaining(null), "action");
        assertRefused(() -> ch.spliterator().tryAdvance(null), "action");
        assertThat(ch.len()).isOne();
        assertRefused(() -> Channels.publisher(ch).subscribe(null), "subscriber");

        assertRefused(() -> Go.threadFactory().newThread(null), "task");
        SyncTest.run(() -> assertRefused(() -> Go.threadFactory().newThread(null), "task"));

        AtomicBoolean subscribed = new AtomicBoolean();
        Channels.from(Context.background(), (Flow.Publisher<Integer>) subscriber -> {
            assertRefused(() -> subscriber.onSubscribe(null), "subscription");
            assertRefused(() -> subscriber.onNext(null), "a channel has no null elements");
            assertRefused(() -> subscriber.onError(null), "throwable");
            subscriber.onComplete();
            subscribed.set(true);
        }, 1);
        assertThat(subscribed).isTrue();
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isExactlyInstanceOf(NullPointerException.class).hasMessage(message);
    }
}
