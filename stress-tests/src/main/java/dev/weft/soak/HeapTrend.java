package dev.weft.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * The live heap, sampled after a collection while no round runs. It is flat if the median of the last third of the
 * samples is not above that of the first third by more than {@link #TOLERANCE} plus a tenth.
 */
final class HeapTrend {
    static final int LEAST_SAMPLES = 6;

    /**
     * In bytes. Tables that a virtual machine grows when it first needs them are smaller than this; a leak soon becomes
     * larger.
     */
    static final long TOLERANCE = 4 << 20;

    private final List<Long> samples = new ArrayList<>();

    /** Takes a sample. */
    long sample() {
        long live = LiveHeap.bytes(LiveHeap.histogram());
        add(live);
        return live;
    }

    void add(long bytes) {
        samples.add(bytes);
    }

    /** Whether the heap is flat; true as long as there are too few samples to judge. */
    boolean isFlat() {
        return samples.size() < LEAST_SAMPLES || last() <= first() + TOLERANCE + first() / 10;
    }

    private long first() {
        return median(samples.subList(0, samples.size() / 3));
    }

    private long last() {
        return median(samples.subList(samples.size() - samples.size() / 3, samples.size()));
    }

    private static long median(List<Long> of) {
        return of.stream().sorted().toList().get(of.size() / 2);
    }

    @Override
    public String toString() {
        if (samples.isEmpty()) {
            return "not taken";
        }
        String text = "%s kB at the start, %s in the middle, %s at the end, of %d samples"
                .formatted(kb(samples.get(0)), kb(samples.get(samples.size() / 2)), kb(samples.get(samples.size() - 1)),
                        samples.size());
        return samples.size() < LEAST_SAMPLES
                ? text + ", too few for a trend"
                : text + "; medians of the first third %s kB, of the last %s kB".formatted(kb(first()), kb(last()));
    }

    private static long kb(long bytes) {
        return bytes >> 10;
    }
}
