package dev.weft.conformance.reflect;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.SelectCase;
import dev.weft.support.Choices;
import dev.weft.support.Goroutines;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Channels and selects put together at run time, as by reflection in Go; in Weft every select is. */
@DisplayName("src/reflect/all_test.go")
class AllTest {
    /**
     * The number that Go makes. {@code -Dweft.selects=N} makes more: the sets of cases are the same, their order is
     * not.
     */
    private static final int SELECTS = Integer.getInteger("weft.selects", 100_000);

    /** Only the order of the cases is random. {@code -Dweft.seed=N} repeats it. */
    private static final long SEED = Long.getLong("weft.seed", System.nanoTime());

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("TestChan")
    void sendReceiveTryCloseLenCap() throws InterruptedException {
        Channel<String> c = Channel.make(1);
        assertThat(c.tryReceive()).as("empty").isNull();
        c.send("a");
        assertThat(c.trySend("x")).as("full").isFalse();
        assertThat(c.receive()).isEqualTo("a");
        assertThat(c.trySend("b")).isTrue();
        assertThat(c.tryReceive()).isEqualTo("b");
        try (c) {
            c.send("c");
        }
        assertThat(c.receive()).as("of a closed channel").isEqualTo("c");
        assertThat(c.receive()).isNull();
        assertThat(c.tryReceive()).isNull();

        Channel<String> unbuffered = Channel.make();
        assertThat(unbuffered.tryReceive()).isNull();
        assertThat(unbuffered.trySend("x")).isFalse();
        assertThat(unbuffered.cap()).isZero();

        Channel<String> roomy = Channel.make(6);
        for (int i = 1; i <= 6; i++) {
            roomy.send("x");
            assertThat(roomy.len()).isEqualTo(i);
            assertThat(roomy.cap()).isEqualTo(6);
        }
    }

    /** Each set of cases that the ten kinds allow, with and without a default, against a model of the channels. */
    @Test
    @DisplayName("TestSelect")
    void everySetOfCasesAgainstAModel() {
        SplittableRandom order = new SplittableRandom(SEED);
        g.go(() -> {
            int selects = 0;
            while (selects < SELECTS) {
                selects += Choices.forEachPath(x -> Go.unchecked(() -> new GeneratedSelect(x, order).run(g)));
            }
            System.out.println("TestSelect: " + selects + " selects, -Dweft.seed=" + SEED);
        });
        g.joinAll();
    }

    @Test
    @DisplayName("TestSelectMaxCases")
    void asManyCasesAsReflectAllowsAndOneMore() throws InterruptedException {
        Channel<Integer> closed = Channel.make();
        closed.close();
        SelectCase[] cases = new SelectCase[65_536];
        Arrays.setAll(cases, i -> receive(closed));
        assertThat(select(cases)).isBetween(0, cases.length - 1);
        SelectCase[] oneMore = Arrays.copyOf(cases, cases.length + 1);
        oneMore[cases.length] = receive(closed);
        assertThat(select(oneMore)).isBetween(0, cases.length);
    }

    @Test
    @DisplayName("TestSelectNop")
    void aSelectOfNothingWithADefaultTakesIt() {
        assertThat(trySelect()).isEqualTo(-1);
    }
}
