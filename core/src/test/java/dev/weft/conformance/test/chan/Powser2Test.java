package dev.weft.conformance.test.chan;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;

import dev.weft.ReceiveChannel;
import dev.weft.SendChannel;
import dev.weft.Unit;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The same series as in {@link Powser1Test}, through channels that can carry anything, so that received terms must be
 * cast; and with a select whose cases are made again every time, on channels some of which are null.
 */
@DisplayName("test/chan/powser2.go")
class Powser2Test {
    @RegisterExtension
    final Abandoned goroutines = new Abandoned();

    @Test
    @DisplayName("powser2")
    void theCoefficientsAreExact() throws InterruptedException {
        PowerSeriesChecks.checkAll(new OfObjects(goroutines));
    }

    private static final class OfObjects extends PowerSeries<Object> {
        OfObjects(Abandoned goroutines) {
            super(goroutines);
        }

        @Override
        Object toTerm(Rational coefficient) {
            return coefficient;
        }

        @Override
        Rational toCoefficient(Object term) {
            return (Rational) term;
        }

        @Override
        List<Rational> nextOfBoth(Series<Object> u, Series<Object> v) throws InterruptedException {
            SendChannel<Unit> askU = u.demand();
            SendChannel<Unit> askV = v.demand();
            ReceiveChannel<Object> fromU = null;
            ReceiveChannel<Object> fromV = null;
            Object[] terms = new Object[2];
            for (int steps = 4; steps > 0; steps--) {
                var a = receive(fromU);
                var b = receive(fromV);
                switch (select(send(askU, Unit.UNIT), send(askV, Unit.UNIT), a, b)) {
                    case 0 -> {
                        askU = null;
                        fromU = u.terms();
                    }
                    case 1 -> {
                        askV = null;
                        fromV = v.terms();
                    }
                    case 2 -> {
                        terms[0] = a.value();
                        fromU = null;
                    }
                    default -> {
                        terms[1] = b.value();
                        fromV = null;
                    }
                }
            }
            return List.of(toCoefficient(terms[0]), toCoefficient(terms[1]));
        }
    }
}
