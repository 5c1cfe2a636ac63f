package dev.weft.junit;

import dev.weft.testing.SyncTest;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * The bubbles of the tests that run at this moment.
 *
 * <p>The bubble of a test is found by two keys, one after the other. It is opened for the constructor of the test's
 * class, when there is no test yet as far as JUnit tells extensions; so it is first kept under the instance that the
 * constructor has made ({@code unclaimed}). The constructor of a nested class gets the instance of the outer one as its argument,
 * and continues in that bubble. When the first method of the test is called, there is a context of that test, which
 * knows the instances: from then on the bubble is kept in the context. If the constructor was not called in a bubble,
 * one is opened then.
 *
 * <p>JUnit may call the constructor and the methods in different threads (with a {@code @Timeout} in a thread of its own);
 * so a thread-local would not do.
 *
 * <p>If another extension fails after the constructor, the test never begins, and nobody claims the bubble. It is closed
 * after all tests of the class.
 *
 * <p>There is one object of this class for all tests, in the store of the root context.
 */
final class Bubbles {
    private static final Namespace NAMESPACE = Namespace.create(Bubbles.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final IdentityHashMap<Object, SyncTest.Bubble> unclaimed = new IdentityHashMap<>();

    Bubbles() {}

    static Bubbles of(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE)
                .getOrComputeIfAbsent(Bubbles.class, key -> new Bubbles(), Bubbles.class);
    }

    /** Calls the constructor of a test class in a bubble. */
    <T> T construct(Invocation<T> constructor, Class<?> testClass, List<Object> arguments) throws Exception {
        Class.forName(testClass.getName(), true, testClass.getClassLoader()); // its static fields are outside
        SyncTest.Bubble outers = arguments.isEmpty() ? null : claim(arguments.subList(0, 1));
        SyncTest.Bubble bubble = outers == null ? SyncTest.open() : outers;
        List<T> made = new ArrayList<>();
        try {
            bubble.run(() -> made.add(Calls.proceed(constructor)));
        } catch (Throwable t) {
            closeAfter(bubble, t);
            throw t;
        }
        T instance = made.get(0);
        lock.lock();
        try {
            unclaimed.put(Objects.requireNonNull(instance), bubble);
        } finally {
            lock.unlock();
        }
        return instance;
    }

    /** The bubble of a test of which a method is about to be called. */
    SyncTest.Bubble bubbleOf(ExtensionContext context) {
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(SyncTest.Bubble.class, key -> {
            boolean ofTheClass = context.getTestInstanceLifecycle().orElse(null) == Lifecycle.PER_CLASS;
            SyncTest.Bubble bubble =
                    ofTheClass ? null : claim(context.getRequiredTestInstances().getAllInstances());
            return bubble == null ? SyncTest.open() : bubble;
        }, SyncTest.Bubble.class);
    }

    /** Ends the bubble of a test, if there is one and it has not been ended. */
    void close(ExtensionContext context) throws Exception {
        SyncTest.Bubble bubble =
                context.getStore(NAMESPACE).remove(SyncTest.Bubble.class, SyncTest.Bubble.class);
        if (bubble == null) { // a test without any method: another extension has failed
            bubble = context.getTestInstances().map(instances -> claim(instances.getAllInstances())).orElse(null);
        }
        if (bubble != null) {
            bubble.close();
        }
    }

    private SyncTest.@Nullable Bubble claim(List<Object> instances) {
        lock.lock();
        try {
            SyncTest.Bubble bubble = null;
            for (Object instance : instances) {
                SyncTest.Bubble found = unclaimed.remove(instance);
                bubble = found == null ? bubble : found;
            }
            return bubble;
        } finally {
            lock.unlock();
        }
    }

    private static void closeAfter(SyncTest.Bubble bubble, Throwable failure) {
        try {
            bubble.close();
        } catch (Throwable t) {
            failure.addSuppressed(t);
        }
    }

    /** Ends the bubbles that were opened for objects of a test class, and that no test has claimed. */
    void closeUnclaimed(Class<?> testClass) {
        List<Object> instances = new ArrayList<>();
        lock.lock();
        try {
            unclaimed.keySet().stream().filter(instance -> instance.getClass() == testClass).forEach(instances::add);
        } finally {
            lock.unlock();
        }
        for (Object instance : instances) {
            SyncTest.Bubble bubble = claim(List.of(instance));
            if (bubble != null) {
                closeAfter(bubble, new Throwable()); // JUnit has reported why the test did not begin
            }
        }
    }
}
