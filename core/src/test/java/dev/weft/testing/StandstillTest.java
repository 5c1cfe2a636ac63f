package dev.weft.testing;

import static dev.weft.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** If the clock stands still for a long time, the log says because of whom. This is the one thing about bubbles that takes real time. */
@Timeout(120)
class StandstillTest {
    private final Logger logger = Logger.getLogger("dev.weft.testing.SyncTest"); // keep it: the JDK does not
    private final Queue<LogRecord> log = new ConcurrentLinkedQueue<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            log.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Test
    void theLogSaysWhoHoldsTheClock() throws Exception {
        Channel<Unit> outside = Channel.make();
        Thread.ofPlatform().start(() -> {
            Goroutines.awaitUntil(() -> !log.isEmpty());
            outside.close();
        });
        Instant start = Instant.now();
        SyncTest.run(() -> {
            go(() -> Go.sleep(Duration.ofDays(1)));
            Go.go("the one", () -> waitOutside(outside));
            Go.sleep(Duration.ofDays(1));
        });
        assertThat(log).hasSize(1);
        LogRecord entry = log.peek();
        assertThat(entry.getLevel()).isEqualTo(Level.WARNING);
        assertThat(Duration.between(start, entry.getInstant())).isBetween(Duration.ofSeconds(5),
                Duration.ofSeconds(10));
        assertThat(entry.getMessage()).startsWith("Virtual time has been standing still for 5 s of real time.")
                .containsSubsequence("\"the one\" [chan receive]", "StandstillTest.waitOutside", "These wait ",
                        "\"main\" [sleep]", "[sleep]");
    }

    private static void waitOutside(Channel<Unit> outside) throws InterruptedException {
        outside.receive();
    }
}
