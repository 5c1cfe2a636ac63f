package dev.weft.stress.goroutine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.stress.Side;
import dev.weft.testing.SyncTest;
import java.util.stream.IntStream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Goroutines started while their program ends are asked to stop, each once, so that the program can end. One of the two
 * programs runs in a bubble: elsewhere, whoever watches programs would soon ask a goroutine that has been forgotten.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "All were asked to stop, and the programs have ended.")
@Outcome(expect = FORBIDDEN, desc = "Asked twice.")
@State
public class StartAgainstEnd {
    /** How many goroutines are started in each program: while one is asked, the next may start. */
    private static final int GOROUTINES = 3;

    /** How often a goroutine that has been asked to stop looks whether it is asked again. */
    private static final int LOOKS = 10;

    private final Side a = new Side();
    private final Side b = new Side();

    @Actor
    public void one() {
        a.run(StartAgainstEnd::program);
    }

    @Actor
    public void two() {
        b.run(StartAgainstEnd::programInBubble);
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = a.found();
        r.r2 = b.found();
    }

    private static int programInBubble() throws Exception {
        int[] asked = new int[1];
        SyncTest.run(() -> {
            asked[0] = program();
        });
        return asked[0];
    }

    /** Returns the largest number of times that any of the goroutines was asked. */
    private static int program() throws Exception {
        Channel<Integer> never = Channel.make();
        int[] asked = new int[GOROUTINES];
        Go.run(() -> Go.go(() -> {
            for (int i = 0; i < GOROUTINES; i++) {
                int self = i;
                Go.go(() -> {
                    try {
                        never.receive();
                    } catch (InterruptedException e) {
                        asked[self]++;
                    }
                    for (int j = 0; j < LOOKS; j++) { // a second interrupt may come a little later
                        Go.gosched();
                        if (Thread.interrupted()) {
                            asked[self]++;
                        }
                    }
                });
            }
        }));
        return IntStream.of(asked).max().orElseThrow();
    }
}
