package dev.weft.leak;

import static dev.weft.leak.Fate.ENDS;
import static dev.weft.leak.Fate.HELD;
import static dev.weft.leak.Fate.LEAKS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the model says of plans whose outcome is plain to see. */
class ModelTest {
    private static Step await(int gate) {
        return new Step(false, gate);
    }

    private static Step open(int gate) {
        return new Step(true, gate);
    }

    @SafeVarargs
    private static Model model(List<Opener> gates, List<Step>... goroutines) {
        return model(gates, List.of(), GateKind.RECEIVE, goroutines);
    }

    @SafeVarargs
    private static Model model(List<Opener> gates, List<Integer> held, GateKind kind, List<Step>... goroutines) {
        List<Boolean> flags = new ArrayList<>();
        for (int i = 0; i < goroutines.length; i++) {
            flags.add(held.contains(i));
        }
        return new Model(new Plan(gates, gates.stream().map(g -> kind).toList(), List.of(goroutines), flags));
    }

    @Test
    void whatIsOpenedByItselfHoldsNobody() {
        for (Opener opener : Opener.values()) {
            Fate fate = opener.certain ? ENDS : opener.holds ? HELD : LEAKS;
            assertThat(model(List.of(opener), List.of(await(0))).fates()).as("%s", opener).containsExactly(fate);
        }
    }

    @Test
    void oneWakesTheOther() {
        assertThat(model(List.of(Opener.THREAD, Opener.GOROUTINE), List.of(await(1)), List.of(await(0), open(1)))
                .fates()).containsExactly(ENDS, ENDS);
    }

    @Test
    void whoWaitsForOneThatLeaksLeaks() {
        assertThat(model(List.of(Opener.NOBODY, Opener.GOROUTINE), List.of(await(1)), List.of(await(0), open(1)))
                .fates()).containsExactly(LEAKS, LEAKS);
    }

    @Test
    void twoThatWaitForEachOtherLeak() {
        assertThat(model(List.of(Opener.GOROUTINE, Opener.GOROUTINE), List.of(await(1), open(0)),
                List.of(await(0), open(1))).fates()).containsExactly(LEAKS, LEAKS);
    }

    @Test
    void whoIsHeldHoldsThoseThatItWillMeet() {
        List<Opener> gates = List.of(Opener.STATIC_FIELD, Opener.GOROUTINE, Opener.NOBODY);
        Model model = model(gates, List.of(await(0), open(1), await(2)), List.of(await(1)), List.of(await(2)));
        assertThat(model.fates()).containsExactly(HELD, HELD, HELD);
        model.release();
        assertThat(model.fates()).containsExactly(LEAKS, ENDS, LEAKS);
    }

    @Test
    void whatOneHasPassedItDoesNotHold() {
        List<Opener> gates = List.of(Opener.THREAD, Opener.STATIC_FIELD, Opener.NOBODY);
        assertThat(model(gates, List.of(await(0), await(1)), List.of(await(0), await(2))).fates())
                .containsExactly(HELD, LEAKS);
    }

    @Test
    void anInterruptEndsOneAndOpensNothing() {
        List<Opener> gates = List.of(Opener.NOBODY, Opener.GOROUTINE);
        Model model = model(gates, List.of(0), GateKind.RECEIVE, List.of(await(0), open(1)), List.of(await(1)));
        assertThat(model.fates()).containsExactly(HELD, HELD);
        model.release();
        assertThat(model.fates()).containsExactly(HELD, HELD);
        model.interrupt();
        assertThat(model.fates()).containsExactly(ENDS, LEAKS);
    }

    @Test
    void anInterruptDoesNotEndAWaitForAMutex() {
        Model model = model(List.of(Opener.NOBODY), List.of(0), GateKind.MUTEX, List.of(await(0)));
        assertThat(model.fates()).containsExactly(HELD);
        model.interrupt();
        assertThat(model.fates()).containsExactly(LEAKS);
    }

    @Test
    void whatHasLeakedStaysSo() {
        List<Opener> gates = List.of(Opener.NOBODY, Opener.STATIC_FIELD);
        Model model = model(gates, List.of(await(0)), List.of(await(1), open(0)));
        assertThat(model.fates()).containsExactly(HELD, HELD);
        model = model(List.of(Opener.NOBODY, Opener.STATIC_FIELD), List.of(await(0), open(1)), List.of(await(1)));
        assertThat(model.fates()).containsExactly(LEAKS, HELD);
        model.release();
        assertThat(model.fates()).containsExactly(LEAKS, ENDS);
    }

    @Test
    void randomPlansHaveEveryFateAndInTheEndNobodyIsHeld() {
        Set<Fate> seen = EnumSet.noneOf(Fate.class);
        for (long seed = 0; seed < 200; seed++) {
            Model model = new Model(Plan.random(new Random(seed)));
            List<Fate> first = model.fates();
            seen.addAll(first);
            model.release();
            model.interrupt();
            assertThat(model.fates()).doesNotContain(HELD);
            for (int i = 0; i < first.size(); i++) {
                assertThat(first.get(i)).isIn(Stream.of(HELD, model.fates().get(i)).toList());
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Fate.values());
    }
}
