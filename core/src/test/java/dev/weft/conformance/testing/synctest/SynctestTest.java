package dev.weft.conformance.testing.synctest;

import static dev.weft.Go.go;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.testing.SyncTest;
import dev.weft.time.Timers;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

/** Bubbles and the test framework. */
@DisplayName("src/testing/synctest/synctest_test.go")
@Timeout(60)
class SynctestTest {
    @Test
    @DisplayName("TestSuccess")
    void success() throws Exception {
        SyncTest.run(() -> {
        });
    }

    @Test
    @DisplayName("TestFatal")
    void fatal() {
        AssertionError fatal = new AssertionError("fatal");
        assertThat(catchThrowable(() -> SyncTest.run(() -> {
            throw fatal;
        }))).isSameAs(fatal);
    }

    @Test
    @DisplayName("TestSkip")
    void skip() {
        TestAbortedException skip = new TestAbortedException("skip");
        assertThat(catchThrowable(() -> SyncTest.run(() -> {
            throw skip;
        }))).isSameAs(skip);
    }

    @Test
    @DisplayName("TestCleanup")
    void cleanup() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<Channel<Unit>> ch = new AtomicReference<>();
        try (SyncTest.Bubble bubble = SyncTest.open()) {
            bubble.run(() -> {
                ch.set(Channel.make());
                go(() -> {
                    ch.get().receive();
                    done.set(true);
                });
            });
            bubble.run(() -> ch.get().close());
        }
        assertThat(done).isTrue();
    }

    @Test
    @DisplayName("TestRun")
    void run() throws Exception {
        SyncTest.run(() -> assertThatThrownBy(() -> SyncTest.run(() -> {
        })).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("synctest.Run called from within a synctest bubble"));
    }

    @Test
    @DisplayName("TestNow")
    void now() throws Exception {
        SyncTest.run(() -> assertThat(Timers.now()).isEqualTo("2000-01-01T00:00:00Z"));
    }
}
