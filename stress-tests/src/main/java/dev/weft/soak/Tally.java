package dev.weft.soak;

import java.util.EnumMap;
import java.util.Map;

/** How much was done, by kind of round. */
final class Tally {
    private final Map<Kind, long[]> byKind = new EnumMap<>(Kind.class);

    synchronized void add(Round round, long nanos) {
        long[] counts = byKind.computeIfAbsent(round.kind(), k -> new long[5]);
        counts[0]++;
        counts[1] += round.crew().steps();
        counts[2] += round.moved();
        counts[3] += round.crew().interrupts();
        counts[4] += nanos;
    }

    private synchronized long sum(int column) {
        return byKind.values().stream().mapToLong(c -> c[column]).sum();
    }

    /** The tally in one line. */
    String brief() {
        return "%,d rounds, %,d steps, %,d moved, %,d interrupts".formatted(sum(0), sum(1), sum(2), sum(3));
    }

    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder("%-16s%12s%16s%16s%12s%10s%n"
                .formatted("kind", "rounds", "steps", "moved", "interrupts", "ms each"));
        byKind.forEach((kind, c) -> text.append("%-16s%,12d%,16d%,16d%,12d%,10.1f%n"
                .formatted(kind, c[0], c[1], c[2], c[3], c[4] / 1e6 / c[0])));
        return text + brief();
    }
}
