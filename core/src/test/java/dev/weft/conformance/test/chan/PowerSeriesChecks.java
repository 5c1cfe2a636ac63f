package dev.weft.conformance.test.chan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The checks shared by powser1 and powser2: the coefficients of well-known series, all made from the same two. */
final class PowerSeriesChecks {
    private PowerSeriesChecks() {}

    private static final int TERMS = 10;

    static <E> void checkAll(PowerSeries<E> s) throws InterruptedException {
        Rational minusOne = Rational.ONE.negated();
        Series<E> ones = s.repeat(Rational.ONE);
        Series<E> twos = s.repeat(Rational.of(2));
        check(s, "1/(1-x)", ones, n -> Rational.ONE);
        check(s, "a series plus itself", s.sum(ones, ones), n -> Rational.of(2));
        check(s, "1/(1-x) + 2/(1-x)", s.sum(ones, twos), n -> Rational.of(3));
        check(s, "-2/(1-x)", s.multiple(minusOne, twos), n -> Rational.of(-2));
        check(s, "1/(1-x) - 2/(1-x)", s.difference(ones, twos), n -> minusOne);
        check(s, "derivative", s.derivative(ones), n -> Rational.of(n + 1));
        check(s, "1/(1-x)²", s.product(ones, ones), n -> Rational.of(n + 1));
        check(s, "-ln(1-x)", s.integral(Rational.ZERO, ones), n -> n == 0 ? Rational.ZERO : Rational.ONE.over(n));
        check(
                s,
                "atan(x)",
                s.integral(Rational.ZERO, s.substitute(ones, minusOne, 2)),
                n -> n % 2 == 0 ? Rational.ZERO : Rational.of(n % 4 == 1 ? 1 : -1).over(n));
        List<Rational> exp = new ArrayList<>(List.of(Rational.ONE, Rational.ONE));
        for (int n = 1; n < TERMS - 1; n++) { // (1-x)² y' = y, coefficient by coefficient
            Rational twice = exp.get(n).times(Rational.of(2 * n + 1));
            exp.add(twice.plus(exp.get(n - 1).times(Rational.of(1 - n))).over(n + 1));
        }
        check(s, "exp(x/(1-x))", s.exponential(ones), exp::get);
    }

    private static <E> void check(PowerSeries<E> s, String what, Series<E> u, IntFunction<Rational> expected)
            throws InterruptedException {
        for (int n = 0; n < TERMS; n++) {
            assertThat(s.next(u)).as("%s, term %d", what, n).isEqualTo(expected.apply(n));
        }
    }
}
