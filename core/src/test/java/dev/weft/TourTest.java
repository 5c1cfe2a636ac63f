package dev.weft;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.context.Context;
import dev.weft.context.DeadlineExceededException;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Ticker;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The code of the tour, which the Javadoc of the package shows. */
class TourTest {
    @Test
    void goroutinesAndChannels() throws InterruptedException {
        // @start region="channels"
        Channel<Integer> squares = Channel.make();
        go(() -> {
            try (squares) { // closes the channel at the end
                for (int i = 1; i <= 3; i++) {
                    squares.send(i * i);
                }
            }
        });
        int sum = 0;
        for (int square : squares) { // until the channel is closed
            sum += square;
        }
        // @end
        assertThat(sum).isEqualTo(14);
    }

    @Test
    void selects() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        Channel<String> news = Channel.make();
        Channel<String> orders = Channel.make(1);
        Channel<Unit> stop = Channel.make();
        go(() -> {
            news.send("rain");
            orders.receive();
            stop.close(); // after both have happened; until then, nothing else can end the loop
        });
        // @start region="select"
        var headline = receive(news);
        var end = receive(stop);
        var order = send(orders, "umbrella");
        loop: for (;;) {
            switch (select(headline, end, order)) {
                case 0 -> lines.add("read: " + headline.value());
                case 1 -> {
                    break loop;
                }
                default -> {
                    lines.add("ordered an umbrella");
                    order.channel(null); // a nil channel: this case is never ready again
                }
            }
        }
        // @end
        assertThat(lines).containsExactlyInAnyOrder("read: rain", "ordered an umbrella");
    }

    @Test
    void mutexesAndGroups() throws InterruptedException {
        // @start region="sync"
        Map<String, Integer> words = new TreeMap<>();
        Mutex mutex = new Mutex();
        WaitGroup group = new WaitGroup();
        for (String word : List.of("to", "be", "or", "not", "to", "be")) {
            group.go(() -> {
                mutex.lock();
                try {
                    words.merge(word, 1, Integer::sum);
                } finally {
                    mutex.unlock();
                }
            });
        }
        group.await();
        // @end
        assertThat(words).hasToString("{be=2, not=1, or=1, to=2}");
    }

    @Test
    void timers() throws InterruptedException {
        int ticks = 0;
        // @start region="time"
        var timeout = receive(Timers.after(Duration.ofMinutes(1)));
        try (Ticker ticker = Timers.newTicker(Duration.ofMillis(1))) {
            var tick = receive(ticker.channel());
            while (ticks < 3 && select(tick, timeout) == 0) {
                ticks++;
            }
        }
        // @end
        assertThat(ticks).isEqualTo(3);
    }

    @Test
    void contexts() {
        Channel<String> answers = Channel.make();
        assertThatThrownBy(() -> {
            // @start region="context"
            try (var ctx = Context.withTimeout(Context.background(), Duration.ofMillis(10))) {
                var answer = receive(answers);
                switch (select(answer, receive(ctx.done()))) {
                    case 0 -> System.out.println(answer.value());
                    default -> throw ctx.err();
                }
            }
            // @end
        }).isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void groupsThatMayFail() {
        List<Integer> parts = List.of(3, 2, 1, 0);
        assertThatThrownBy(() -> {
            // @start region="errgroup"
            ErrGroup group = ErrGroup.withContext(Context.background());
            for (int part : parts) {
                group.go(() -> {
                    if (part == 0) {
                        throw new Exception("nothing to divide by");
                    }
                    Go.sleep(Duration.ofMillis(12 / part));
                });
            }
            group.awaitOrThrow(); // throws the failure of the first task that failed
            // @end
        }).hasMessage("nothing to divide by");
    }

    @Test
    void programs() {
        assertThatThrownBy(() -> {
            // @start region="run"
            Go.run(() -> {
                go(() -> {
                    throw new IllegalStateException("as Go's panic");
                });
                select(); // waits until the failure ends the program
            });
            // @end
        }).hasMessage("as Go's panic");
    }
}
