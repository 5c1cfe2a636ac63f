package dev.weft.conformance.test.chan;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;

import dev.weft.ReceiveCase;
import dev.weft.Unit;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Power series as goroutines, with exact coefficients; a select whose cases are re-aimed reads two of them. */
@DisplayName("test/chan/powser1.go")
class Powser1Test {
    @RegisterExtension
    final Abandoned goroutines = new Abandoned();

    @Test
    @DisplayName("powser1")
    void theCoefficientsAreExact() throws InterruptedException {
        PowerSeriesChecks.checkAll(new OfRationals(goroutines));
    }

    private static final class OfRationals extends PowerSeries<Rational> {
        OfRationals(Abandoned goroutines) {
            super(goroutines);
        }

        @Override
        Rational toTerm(Rational coefficient) {
            return coefficient;
        }

        @Override
        Rational toCoefficient(Rational term) {
            return term;
        }

        @Override
        List<Rational> nextOfBoth(Series<Rational> u, Series<Rational> v) throws InterruptedException {
            var askU = send(u.demand(), Unit.UNIT);
            var askV = send(v.demand(), Unit.UNIT);
            ReceiveCase<Rational> fromU = receive(null);
            ReceiveCase<Rational> fromV = receive(null);
            Rational a = null;
            Rational b = null;
            while (a == null || b == null) {
                select(askU, askV, fromU, fromV);
                if (askU.chosen()) {
                    askU.channel(null);
                    fromU.channel(u.terms());
                } else if (askV.chosen()) {
                    askV.channel(null);
                    fromV.channel(v.terms());
                } else if (fromU.chosen()) {
                    a = fromU.value();
                    fromU.channel(null);
                } else {
                    b = fromV.value();
                    fromV.channel(null);
                }
            }
            return List.of(a, b);
        }
    }
}
