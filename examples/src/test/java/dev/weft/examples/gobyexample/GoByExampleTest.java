package dev.weft.examples.gobyexample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.examples.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What each chapter prints: exactly, where Go determines it; otherwise the part that is determined. Chapters that are about
 * time run in virtual time, where they are determined.
 */
class GoByExampleTest {
    @Test
    void goroutines() throws Exception {
        List<String> lines = Output.of(Goroutines::run);
        assertThat(lines).hasSize(8).startsWith("caller 3", "caller 2", "caller 1").endsWith("lift-off")
                .containsSubsequence("goroutine 3", "goroutine 2", "goroutine 1").contains("without a name");
    }

    @Test
    void channels() throws Exception {
        assertThat(Output.text(Channels::run)).isEqualTo("good morning\n");
    }

    @Test
    void channelBuffering() throws Exception {
        assertThat(Output.text(ChannelBuffering::run))
                .isEqualTo("in the buffer: 2 of 2\nfirst\nsecond\nin the buffer: 0 of 2\n");
    }

    @Test
    void channelSynchronization() throws Exception {
        assertThat(Output.inVirtualTime(ChannelSynchronization::run))
                .containsExactly("the oven is on", "the bread is ready", "breakfast");
    }

    @Test
    void channelDirections() throws Exception {
        assertThat(Output.text(ChannelDirections::run)).isEqualTo("is anybody there? yes\n");
    }

    @Test
    void selectStatement() throws Exception {
        assertThat(Output.inVirtualTime(SelectStatement::run))
                .containsExactly("the hare arrives", "the tortoise arrives");
    }

    @Test
    void timeouts() throws Exception {
        assertThat(Output.inVirtualTime(Timeouts::run))
                .containsExactly("1: no answer", "2: fine weather", "3: no answer", "4: rain");
    }

    @Test
    void nonBlockingChannelOperations() throws Exception {
        assertThat(Output.of(NonBlockingChannelOperations::run)).containsExactly(
                "the mailbox is empty",
                "nobody takes the letter",
                "all quiet",
                "tryReceive: nothing",
                "trySend: false",
                "trySend with room: true",
                "a letter: good news");
    }

    @Test
    void closingChannels() throws Exception {
        List<String> lines = Output.of(ClosingChannels::run);
        assertThat(lines).hasSize(10).endsWith("dishes to pay: 3", "and after that: null")
                .containsSubsequence("served soup", "served fish", "served cake", "the kitchen is closed")
                .containsSubsequence("eats soup", "eats fish", "eats cake", "nothing more comes");
    }

    @Test
    void rangeOverChannels() throws Exception {
        assertThat(Output.text(RangeOverChannels::run)).isEqualTo("red\ngreen\nRED, GREEN\n");
    }

    @Test
    void timers() throws Exception {
        assertThat(Output.inVirtualTime(Timers::run)).containsExactly(
                "the egg is ready", "alarm stopped", "nothing rings", "stopped again: false");
    }

    @Test
    void tickers() throws Exception {
        assertThat(Output.inVirtualTime(Tickers::run))
                .containsExactly("tick 1", "tick 2, 20 ms later", "tick 3, 20 ms later", "ticker stopped");
    }

    @Test
    void workerPools() throws Exception {
        List<String> lines = Output.inVirtualTime(WorkerPools::run);
        assertThat(lines).hasSize(11).endsWith("letters: 22");
        Pattern line = Pattern.compile("([123]) (takes|has counted) (\\w+)");
        Map<String, String> taken = new HashMap<>(); // by worker
        List<String> counted = new ArrayList<>();
        for (String l : lines.subList(0, 10)) {
            Matcher m = line.matcher(l);
            assertThat(m.matches()).as(l).isTrue();
            if (m.group(2).equals("takes")) {
                assertThat(taken.put(m.group(1), m.group(3))).as(l).isNull();
            } else {
                assertThat(taken.remove(m.group(1))).as(l).isEqualTo(m.group(3));
                counted.add(m.group(3));
            }
        }
        assertThat(counted).containsExactlyInAnyOrder("many", "hands", "make", "light", "work");
    }

    @Test
    void waitGroups() throws Exception {
        List<String> lines = Output.inVirtualTime(WaitGroups::run);
        assertThat(lines).hasSize(11).endsWith("all are here");
        for (int number = 1; number <= 5; number++) {
            assertThat(lines).containsSubsequence("runner " + number + " starts", "runner " + number + " arrives");
        }
    }

    @Test
    void rateLimiting() throws Exception {
        assertThat(Output.inVirtualTime(RateLimiting::run)).containsExactly(
                "request 1",
                "request 2, 20 ms later",
                "request 3, 20 ms later",
                "request 4, 20 ms later",
                "request 5, 20 ms later",
                "bursty request 1, at once",
                "bursty request 2, at once",
                "bursty request 3, at once",
                "bursty request 4",
                "bursty request 5, 20 ms later");
    }

    @Test
    void atomicCounters() throws Exception {
        assertThat(Output.text(AtomicCounters::run)).isEqualTo("visitors: 50000\n");
    }

    @Test
    void mutexes() throws Exception {
        assertThat(Output.text(Mutexes::run)).isEqualTo("votes: {no=10000, yes=20000}\n");
    }

    @Test
    void statefulGoroutines() throws Exception {
        assertThat(Output.of(StatefulGoroutines::run)).containsExactly(
                "apples: 200", "pears: 200", "never fewer than before: true");
    }

    @Test
    void contexts() throws Exception {
        assertThat(Output.inVirtualTime(Contexts::run)).containsExactly(
                "table 1 orders soup", "table 1 gets hot soup", "table 1, err: <nil>",
                "table 2 orders fish", "table 2, err: context canceled", "table 2, cause: the guest has left",
                "table 3 orders roast", "table 3, err: context deadline exceeded",
                "table 4, err: <nil>", "table 4, err: context canceled", "lights out");
    }

    @Test
    void allChaptersAreHere() {
        assertThat(GoByExampleCatalog.EXAMPLES).hasSize(19);
    }
}
