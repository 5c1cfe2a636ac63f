package dev.weft.conformance.test.chan;

import dev.weft.Arg;
import dev.weft.Channel;
import dev.weft.Unit;
import java.util.List;

/**
 * Arithmetic with power series, each of which is a goroutine that computes its terms on demand, after M. Douglas
 * McIlroy's "Squinting at Power Series".
 *
 * @param <E> the type under which the terms pass through the channels
 */
abstract class PowerSeries<E> {
    private final Abandoned goroutines;

    PowerSeries(Abandoned goroutines) {
        this.goroutines = goroutines;
    }

    abstract E toTerm(Rational coefficient);

    abstract Rational toCoefficient(E term);

    /** Takes one term of each of two series, which may be the same, in the order in which they become available. */
    abstract List<Rational> nextOfBoth(Series<E> u, Series<E> v) throws InterruptedException;

    /** Takes one term. */
    final Rational next(Series<E> u) throws InterruptedException {
        u.demand().send(Unit.UNIT);
        return toCoefficient(u.terms().receive());
    }

    /** c + cx + cx² + … */
    final Series<E> repeat(Rational c) {
        return produce(z -> {
            while (true) {
                put(z, c);
            }
        });
    }

    final Series<E> sum(Series<E> u, Series<E> v) {
        return produce(z -> {
            while (true) {
                z.demand().receive();
                List<Rational> terms = nextOfBoth(u, v);
                Rational a = terms.get(0);
                Rational b = terms.get(1);
                if (a.isEnd() && b.isEnd()) {
                    supply(z, Rational.END);
                    return;
                }
                if (a.isEnd() || b.isEnd()) { // the other one goes on alone
                    supply(z, a.isEnd() ? b : a);
                    copy(a.isEnd() ? v : u, z);
                }
                supply(z, a.plus(b));
            }
        });
    }

    final Series<E> difference(Series<E> u, Series<E> v) {
        return sum(u, multiple(Rational.ONE.negated(), v));
    }

    final Series<E> multiple(Rational c, Series<E> u) {
        return produce(z -> {
            for (boolean end = false; !end;) {
                z.demand().receive();
                Rational a = next(u);
                end = a.isEnd();
                supply(z, end ? a : c.times(a));
            }
        });
    }

    /** (a + xU)(b + xV) = ab + x(aV + bU) + x²UV. */
    final Series<E> product(Series<E> u, Series<E> v) {
        return produce(z -> {
            z.demand().receive();
            List<Rational> constants = nextOfBoth(u, v);
            Rational a = constants.get(0);
            Rational b = constants.get(1);
            if (a.isEnd() || b.isEnd()) {
                supply(z, Rational.END);
                return;
            }
            supply(z, a.times(b));
            List<Series<E>> us = split(u);
            List<Series<E>> vs = split(v);
            Series<E> linear = sum(multiple(a, vs.get(0)), multiple(b, us.get(0)));
            put(z, linear);
            copy(sum(linear, product(us.get(1), vs.get(1))), z);
        });
    }

    final Series<E> derivative(Series<E> u) {
        return produce(z -> {
            z.demand().receive();
            Rational a = next(u); // the constant term, which vanishes
            for (int i = 1; !a.isEnd(); i++) {
                a = next(u);
                if (!a.isEnd()) {
                    supply(z, a.times(Rational.of(i)));
                    z.demand().receive();
                }
            }
            supply(z, Rational.END);
        });
    }

    /** The integral with the given constant. */
    final Series<E> integral(Rational c, Series<E> u) {
        return produce(z -> {
            put(z, c);
            boolean end = false;
            for (int i = 1; !end; i++) {
                z.demand().receive();
                Rational a = next(u);
                end = a.isEnd();
                supply(z, end ? a : a.over(i));
            }
        });
    }

    /** e to the power of U, ignoring its constant term: Z' = ZU', so the series is fed with its own terms. */
    final Series<E> exponential(Series<E> u) {
        Series<E> back = Series.make();
        Series<E> z = Series.make();
        split(integral(Rational.ONE, product(back, derivative(u))), back, z);
        return z;
    }

    /** U(cxⁿ). */
    final Series<E> substitute(Series<E> u, Rational c, int n) {
        return produce(z -> {
            Rational power = Rational.ONE;
            while (true) {
                z.demand().receive();
                Rational a = next(u);
                if (a.isEnd()) {
                    supply(z, a);
                    return;
                }
                supply(z, a.times(power));
                power = power.times(c);
                for (int i = 1; i < n; i++) {
                    put(z, Rational.ZERO);
                }
            }
        });
    }

    private Series<E> produce(Arg<Series<E>> producer) {
        Series<E> z = Series.make();
        goroutines.go(() -> producer.run(z));
        return z;
    }

    private void supply(Series<E> z, Rational a) throws InterruptedException {
        z.terms().send(toTerm(a));
    }

    /** Waits until the next term is asked for, and supplies it. */
    private void put(Series<E> z, Rational a) throws InterruptedException {
        z.demand().receive();
        supply(z, a);
    }

    private void put(Series<E> z, Series<E> u) throws InterruptedException {
        z.demand().receive();
        supply(z, next(u));
    }

    private void copy(Series<E> u, Series<E> z) throws InterruptedException {
        while (true) {
            put(z, u);
        }
    }

    /** Two series, each with all the terms of the given one, to be read at different speeds. */
    private List<Series<E>> split(Series<E> u) {
        List<Series<E>> both = List.of(Series.make(), Series.make());
        split(u, both.get(0), both.get(1));
        return both;
    }

    private void split(Series<E> u, Series<E> a, Series<E> b) {
        Cell start = new Cell(u);
        for (Series<E> reader : List.of(a, b)) {
            goroutines.go(() -> {
                for (Cell cell = start;; cell = cell.next) {
                    reader.demand().receive();
                    cell.demand.send(Unit.UNIT);
                    reader.terms().send(cell.term.receive());
                }
            });
        }
    }

    /**
     * A goroutine for one term, which it fetches when one reader asks, and keeps until the other reader has asked, too.
     */
    private final class Cell {
        final Channel<Unit> demand = Channel.make();
        final Channel<E> term = Channel.make();
        Cell next; // seen by any goroutine that has the term

        Cell(Series<E> u) {
            goroutines.go(() -> {
                demand.receive();
                u.demand().send(Unit.UNIT);
                E fetched = u.terms().receive();
                next = new Cell(u);
                term.send(fetched);
                demand.receive();
                term.send(fetched);
            });
        }
    }
}
