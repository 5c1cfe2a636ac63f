package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.support.Goroutines;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Timers;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A goroutine finds classes and services where the thread that started it does, as every Java thread does. */
class ContextClassLoaderTest {
    private static final ClassLoader ITS = new URLClassLoader(new URL[0]);

    /** Runs a task in the way under test. */
    @FunctionalInterface
    private interface Way {
        void run(Task<?> task) throws Exception;
    }

    @RegisterExtension
    final Goroutines g = new Goroutines();

    static List<Way> ways() {
        return List.of(
                Go::go,
                task -> Go.go("named", task),
                task -> Go.go(a -> task.run(), 1),
                task -> Go.go((a, b) -> task.run(), 1, 2),
                task -> new WaitGroup().go(task),
                task -> new ErrGroup().go(task),
                Go::run,
                task -> Go.run(() -> Go.go(task)),
                task -> Go.run(() -> Go.go("named", task)),
                task -> Timers.afterFunc(Duration.ofMillis(1), task),
                task -> Context.afterFunc(Context.withTimeout(Context.background(), Duration.ofMillis(1)), task),
                task -> inAnotherThread(Context.withCancel(Context.background()), task));
    }

    /** Whichever thread cancels, the function uses the class loader of the thread that registered it. */
    private static void inAnotherThread(CancelableContext ctx, Task<?> task) throws InterruptedException {
        Context.afterFunc(ctx, task);
        Thread canceller = Thread.ofPlatform().unstarted(ctx::cancel);
        canceller.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        canceller.start();
        canceller.join();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void itIsTheOneOfTheStarter(Way way) throws Exception {
        for (boolean virtual : new boolean[] {true, false}) {
            Channel<Boolean> seen = Channel.make(1);
            g.start(virtual, () -> {
                Thread.currentThread().setContextClassLoader(ITS);
                way.run(() -> seen.trySend(Thread.currentThread().getContextClassLoader() == ITS)); // interrupted or not
            });
            assertThat(seen.tryReceive(Goroutines.LONG)).isTrue();
        }
    }

    @Test
    void itMayBeNull() throws Exception {
        Channel<Boolean> seen = Channel.make(1);
        g.go(() -> {
            Thread.currentThread().setContextClassLoader(null);
            Go.go(() -> seen.trySend(Thread.currentThread().getContextClassLoader() == null));
        });
        assertThat(seen.receive()).isTrue();
    }
}
