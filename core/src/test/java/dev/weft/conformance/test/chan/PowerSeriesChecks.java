package dev.weft.conformance.test.chan;

import static org.assertj.core.api.Assertions.assertThat;

/** What powser1 and powser2 check alike: the coefficients of well-known series, all made from the same two. */
final class PowerSeriesChecks {
    private PowerSeriesChecks() {}

    static <E> void checkAll(PowerSeries<E> s) throws InterruptedException {
        Rational minusOne = Rational.ONE.negated();
        Series<E> ones = s.repeat(Rational.ONE);
        Series<E> twos = s.repeat(Rational.of(2));
        check(s, "1/(1-x)", ones, "1 1 1 1 1 1 1 1 1 1");
        check(s, "a series plus itself", s.sum(ones, ones), "2 2 2 2 2 2 2 2 2 2");
        check(s, "1/(1-x) + 2/(1-x)", s.sum(ones, twos), "3 3 3 3 3 3 3 3 3 3");
        check(s, "derivative", s.derivative(ones), "1 2 3 4 5 6 7 8 9 10");
        check(s, "-ln(1-x)", s.integral(Rational.ZERO, ones), "0 1 1/2 1/3 1/4 1/5 1/6 1/7 1/8 1/9");
        check(s, "-2/(1-x)", s.multiple(minusOne, twos), "-2 -2 -2 -2 -2 -2 -2 -2 -2 -2");
        check(s, "1/(1-x) - 2/(1-x)", s.difference(ones, twos), "-1 -1 -1 -1 -1 -1 -1 -1 -1 -1");
        check(s, "1/(1-x)²", s.product(ones, ones), "1 2 3 4 5 6 7 8 9 10");
        check(
                s,
                "exp(x/(1-x))",
                s.exponential(ones),
                "1 1 3/2 13/6 73/24 167/40 4051/720 37633/5040 43817/4480 4596553/362880");
        Series<E> atan = s.integral(Rational.ZERO, s.substitute(ones, minusOne, 2));
        check(s, "atan(x)", atan, "0 1 0 -1/3 0 1/5 0 -1/7 0 1/9");
    }

    private static <E> void check(PowerSeries<E> s, String what, Series<E> u, String coefficients)
            throws InterruptedException {
        for (String expected : coefficients.split(" ")) {
            assertThat(s.next(u)).as(what).hasToString(expected);
        }
    }
}
