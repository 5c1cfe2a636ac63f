package dev.weft.junit;

import static dev.weft.Go.go;
import static dev.weft.Select.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.testing.SyncTest;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in a bubble, and what is not. */
@VirtualTime
class VirtualTimeTest {
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final Thread main = Thread.currentThread();
    private final Instant made = Timers.now();
    private final Timer timer = Timers.newTimer(DAY);
    private final Channel<Unit> stop = Channel.make();
    private final TestInfo info;
    private Instant prepared;

    VirtualTimeTest(TestInfo info) {
        this.info = info;
    }

    @BeforeAll
    static void beforeAllIsOutside() {
        assertThat(Timers.now()).isAfter("2020-01-01T00:00:00Z");
    }

    @AfterAll
    static void afterAllIsOutside() {
        assertThat(Timers.now()).isAfter("2020-01-01T00:00:00Z");
    }

    @BeforeEach
    void prepare() throws InterruptedException {
        assertThat(made).isEqualTo(START);
        assertThat(Thread.currentThread()).isSameAs(main);
        go(() -> stop.receive()); // cleanUp stops it
        Go.sleep(DAY);
        prepared = Timers.now();
        assertThat(prepared).isEqualTo(START.plus(DAY));
    }

    @AfterEach
    void cleanUp() {
        assertThat(Thread.currentThread()).isSameAs(main);
        assertThat(Timers.now()).isAfterOrEqualTo(prepared);
        stop.close();
    }

    private void sleeps() throws InterruptedException {
        assertThat(Thread.currentThread()).isSameAs(main);
        assertThat(Timers.now()).isEqualTo(prepared);
        assertThat(timer.channel().receive()).isEqualTo(START.plus(DAY));
        Go.sleep(DAY);
        assertThat(Timers.since(prepared)).isEqualTo(DAY);
    }

    @Test
    void test() throws Exception {
        sleeps();
        assertThat(info.getTestClass()).contains(VirtualTimeTest.class);
    }

    @Test
    void testWithAParameter(TestInfo mine) throws Exception {
        sleeps();
        assertThat(mine.getTestMethod()).isPresent();
    }

    @RepeatedTest(20)
    void repeated() throws Exception {
        sleeps();
        SyncTest.await();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void parameterized(int days) throws Exception {
        sleeps();
        Go.sleep(DAY.multipliedBy(days));
        assertThat(Timers.since(prepared)).isEqualTo(DAY.multipliedBy(days + 1));
    }

    static List<Duration> durations() {
        assertThat(Timers.now()).isAfter("2020-01-01T00:00:00Z");
        return IntStream.range(0, 3).mapToObj(Duration::ofHours).toList();
    }

    @ParameterizedTest
    @MethodSource("durations")
    void parameterizedByAMethod(Duration d) throws Exception {
        sleeps();
        Go.sleep(d);
    }

    @Nested
    class Inner {
        private final Instant innerMade = Timers.now();
        private final Channel<Unit> channel = Channel.make();

        @BeforeEach
        void prepareInner() {
            assertThat(innerMade).isEqualTo(START);
            assertThat(Timers.now()).isEqualTo(prepared);
            go(() -> channel.receive());
        }

        @Test
        void inner() throws Exception {
            sleeps();
            channel.send(Unit.UNIT);
        }

        @Nested
        class Innermost {
            private final Timer innermostTimer = Timers.newTimer(DAY.multipliedBy(2));

            @Test
            void innermost() throws Exception {
                sleeps();
                assertThat(innermostTimer.channel().receive()).isEqualTo(START.plus(DAY.multipliedBy(2)));
                channel.send(Unit.UNIT);
            }
        }
    }

    @Nested
    class Inherited extends Base {
        @Test
        void another() throws Exception {
            Go.sleep(DAY);
        }
    }

    abstract static class Base {
        private final Timer base = Timers.newTimer(DAY);

        @Test
        void ofTheSuperclass() throws Exception {
            base.channel().receive();
        }
    }

    @Test
    void goroutinesThatAreInterruptedByNobodyMustEnd() {
        Channel<Unit> done = Channel.make();
        go(() -> {
            Go.sleep(DAY);
            done.close();
        });
        Go.unchecked(() -> {
            done.receive();
        });
        assertThat(Timers.since(prepared)).isEqualTo(DAY);
    }

    @Test
    void selects() throws Exception {
        assertThat(select(DAY)).isEqualTo(-1);
    }
}
