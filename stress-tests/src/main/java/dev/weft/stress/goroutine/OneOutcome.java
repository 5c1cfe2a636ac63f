package dev.weft.stress.goroutine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Task;
import dev.weft.stress.Side;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * What comes first determines how a program ends, and run reports that; the other failure goes to the handler. In one
 * program two goroutines fail; in the other, one fails while main returns.
 */
@JCStressTest
@Outcome(id = {"12, 10", "21, 10", "12, 1", "21, 1"}, expect = ACCEPTABLE,
        desc = "One is thrown, the other is handed on.")
@Outcome(expect = FORBIDDEN, desc = "A failure is lost, or came twice.")
@State
public class OneOutcome {
    /** Counts how often the failure was handed on. */
    private static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        final AtomicInteger handedOn = new AtomicInteger();

        Failure() {
            super(null, null, false, false);
        }
    }

    static {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (failure instanceof Failure f) {
                f.handedOn.incrementAndGet();
            }
        });
    }

    private final Side a = new Side();
    private final Side b = new Side();

    @Actor
    public void twoFailures() {
        a.run(() -> {
            Failure one = new Failure();
            Failure two = new Failure();
            Channel<Integer> never = Channel.make();
            Exception thrown = end(() -> {
                Go.go(() -> {
                    throw one;
                });
                Go.go(() -> {
                    throw two;
                });
                never.receive();
            });
            if (thrown == one) {
                return 10 + 2 * two.handedOn.get() + 30 * one.handedOn.get();
            }
            return thrown == two ? 20 + one.handedOn.get() + 30 * two.handedOn.get() : 0;
        });
    }

    @Actor
    public void mainReturns() {
        b.run(() -> {
            Failure one = new Failure();
            Exception thrown = end(() -> Go.go(() -> {
                throw one;
            }));
            return (thrown == one ? 10 : 0) + one.handedOn.get();
        });
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = a.found();
        r.r2 = b.found();
    }

    /** Returns what a program throws; null if it returns. */
    private static Exception end(Task<?> main) {
        try {
            Go.run(main);
            return null;
        } catch (Exception e) {
            return e;
        }
    }
}
