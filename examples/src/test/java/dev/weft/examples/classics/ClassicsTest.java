package dev.weft.examples.classics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.examples.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each program prints: exactly, where that is determined; otherwise the part that is. */
class ClassicsTest {
    @Test
    void primeSieve() throws Exception {
        assertThat(Output.of(PrimeSieve::run)).containsExactly("2", "3", "5", "7", "11", "13", "17", "19", "23", "29",
                "31", "37", "41", "43", "47", "53", "59", "61", "67", "71", "73", "79", "83", "89", "97");
    }

    @Test
    void pingPong() throws Exception {
        List<String> lines = Output.of(PingPong::run);
        String first = lines.get(0).startsWith("ping") ? "ping" : "pong";
        String second = first.equals("ping") ? "pong" : "ping";
        List<String> expected = new ArrayList<>();
        for (int hit = 1; hit <= 10; hit += 2) {
            expected.add(first + " " + hit);
            expected.add(second + " " + (hit + 1));
        }
        expected.add("game over");
        assertThat(lines).isEqualTo(expected);
    }

    @Test
    void fibonacci() throws Exception {
        assertThat(Output.of(Fibonacci::run))
                .containsExactly("0", "1", "1", "2", "3", "5", "8", "13", "21", "34", "quit");
    }

    @Test
    void diningPhilosophers() throws Exception {
        List<String> lines = Output.of(DiningPhilosophers::run);
        List<String> names = DiningPhilosophers.NAMES;
        int meals = DiningPhilosophers.MEALS;
        assertThat(lines).hasSize(names.size() * meals * 2 + 1).endsWith("all have eaten");
        Map<String, Integer> eaten = new HashMap<>();
        List<String> eating = new ArrayList<>();
        for (String line : lines.subList(0, lines.size() - 1)) {
            String[] words = line.split(" ");
            String name = words[0];
            if (words[1].equals("begins")) {
                int seat = names.indexOf(name);
                assertThat(eating).as(line).doesNotContain(name, names.get((seat + 1) % names.size()),
                        names.get((seat + names.size() - 1) % names.size()));
                eating.add(name);
                assertThat(eaten.merge(name, 1, Integer::sum)).as(line).hasToString(words[3]);
            } else {
                assertThat(line).isEqualTo(name + " ends meal " + eaten.get(name));
                assertThat(eating.remove(name)).as(line).isTrue();
            }
        }
        assertThat(eaten).containsOnlyKeys(names).allSatisfy((name, n) -> assertThat(n).as(name).isEqualTo(meals));
    }

    @Test
    void mergeSort() throws Exception {
        assertThat(Output.of(MergeSort::run))
                .containsExactly("sorted: [1, 2, 3, 4, 5, 6, 7, 8, 9]", "100000 numbers in order: true");
    }

    @Test
    void sameTree() throws Exception {
        assertThat(Output.of(SameTree::run)).containsExactly("1 to 10 and 1 to 10: same",
                "1 to 10 and 2 to 11: different");
    }

    @Test
    void fanOutFanIn() throws Exception {
        assertThat(Output.of(FanOutFanIn::run))
                .containsExactly("squares: [1, 4, 9, 16, 25, 36, 49, 64, 81, 100]", "sum: 385");
    }

    @Test
    void orDone() throws Exception {
        assertThat(Output.of(OrDone::run))
                .containsExactly("1", "2", "3", "the channel was closed", "4", "done was closed");
    }

    @Test
    void orChannel() throws Exception {
        assertThat(Output.of(OrChannel::run)).containsExactly("nothing yet: true", "one of 100 was closed");
    }

    @Test
    void tee() throws Exception {
        assertThat(Output.of(Tee::run)).containsExactly("1 and 1", "2 and 2", "3 and 3", "both closed: true");
    }

    @Test
    void bridge() throws Exception {
        assertThat(Output.of(Bridge::run)).containsExactly("1 2 3 4 5 6 7 8 9", "stopped");
    }

    @Test
    void boundedSemaphore() throws Exception {
        assertThat(Output.of(BoundedSemaphore::run)).containsExactly("20 have worked",
                "never more than 3 at once: true");
    }

    @Test
    void pubSub() throws Exception {
        assertThat(Output.of(PubSub::run)).containsExactly("the early subscriber got [one, two, three]",
                "the late subscriber got [three]");
    }

    @Test
    void replicas() throws Exception {
        List<String> lines = Output.of(Replicas::run);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("image from replica [123]");
        assertThat(lines.get(1)).matches("video from replica [123]");
        assertThat(lines.get(2)).matches("web from replica [123]");
    }

    @Test
    void daisyChain() throws Exception {
        assertThat(Output.text(DaisyChain::run))
                .isEqualTo("1 whispered through 10000 goroutines, each adding one: 10001\n");
    }

    @Test
    void tokenRing() throws Exception {
        assertThat(Output.text(TokenRing::run)).isEqualTo("the token ended at goroutine 37 of 100\n");
    }
}
