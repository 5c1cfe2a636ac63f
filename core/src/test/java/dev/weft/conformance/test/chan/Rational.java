package dev.weft.conformance.test.chan;

/**
 * An exact coefficient of a power series, in lowest terms.
 *
 * @param num the numerator
 * @param den the denominator, not negative; zero only in {@link #END}
 */
record Rational(long num, long den) {
    static final Rational ZERO = of(0);
    static final Rational ONE = of(1);

    /** Not a number, but the mark of the end of a finite series. */
    static final Rational END = new Rational(1, 0);

    Rational {
        long divisor = den < 0 ? -gcd(num, den) : gcd(num, den);
        num /= divisor;
        den /= divisor;
    }

    static Rational of(long n) {
        return new Rational(n, 1);
    }

    boolean isEnd() {
        return den == 0;
    }

    Rational plus(Rational other) {
        long divisor = gcd(den, other.den);
        long mine = Math.multiplyExact(num, other.den / divisor);
        long others = Math.multiplyExact(other.num, den / divisor);
        return new Rational(Math.addExact(mine, others), Math.multiplyExact(den, other.den / divisor));
    }

    Rational times(Rational other) {
        // Reduces first, so that it does not overflow where the result would fit.
        Rational a = new Rational(num, other.den);
        Rational b = new Rational(other.num, den);
        return new Rational(Math.multiplyExact(a.num, b.num), Math.multiplyExact(a.den, b.den));
    }

    Rational over(long n) {
        return times(new Rational(1, n));
    }

    Rational negated() {
        return new Rational(-num, den);
    }

    @Override
    public String toString() {
        return den == 1 ? Long.toString(num) : num + "/" + den;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? Math.abs(a) : gcd(b, a % b);
    }
}
