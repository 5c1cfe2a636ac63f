package dev.weft;

import static dev.weft.Go.go;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Goroutines;
import dev.weft.sync.WaitGroup;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An unnamed goroutine that fails has a name when its handler is called, because the handler prints it. */
class GoroutineNameTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final AtomicReference<String> seen = new AtomicReference<>();

    @BeforeEach
    void handle() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> seen.set(thread.getName()));
    }

    @AfterEach
    void handleNoMore() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void byItsNumber() {
        Thread exception = go(() -> {
            throw new IllegalStateException();
        });
        g.join(exception);
        assertThat(seen.get()).isEqualTo("goroutine " + exception.threadId());
        Thread error = go(() -> {
            throw new AssertionError();
        });
        g.join(error);
        assertThat(seen.get()).isEqualTo("goroutine " + error.threadId());
    }

    @Test
    void aNameOfItsOwnStays() {
        g.join(go("worker", () -> {
            throw new IllegalStateException();
        }));
        assertThat(seen.get()).isEqualTo("worker");
    }

    @Test
    void whereAGroupHandsTheFailureOn() throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        wg.go(() -> {
            throw new IllegalStateException();
        });
        wg.await();
        assertThat(seen.get()).matches("goroutine \\d+");
    }

    @Test
    void inAProgramToo() {
        AtomicReference<Thread> failed = new AtomicReference<>();
        assertThatThrownBy(() -> Go.run(() -> {
            failed.set(go(() -> {
                throw new IllegalStateException();
            }));
            Channel.make().receive();
        })).isInstanceOf(IllegalStateException.class);
        assertThat(failed.get().getName()).isEqualTo("goroutine " + failed.get().threadId());
    }

    @Test
    void thoseThatDoNotFailStayWithout() {
        Thread quiet = go(() -> {});
        g.join(quiet);
        Thread stopped = go(() -> {
            throw new InterruptedException();
        });
        g.join(stopped);
        assertThat(quiet.getName()).isEmpty();
        assertThat(stopped.getName()).isEmpty();
    }
}
