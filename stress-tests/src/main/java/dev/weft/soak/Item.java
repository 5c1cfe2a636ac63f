package dev.weft.soak;

/** An element that is sent. Its fields are plain: only the channels order a reader after a writer. */
final class Item {
    final int producer;
    final int number;

    /** Computed from the other two, and written after them: a reader that sees a half-made item sees a wrong seal. */
    private long seal;

    /** The channels and stages that it came through, mixed into one number. Written by the stage that has the item. */
    private long route;

    Item(int producer, int number) {
        this.producer = producer;
        this.number = number;
        this.seal = seal(producer, number);
    }

    void passed(int link, int stage) {
        route = mix(mix(route, link), stage);
    }

    long route() {
        return route;
    }

    boolean isWhole() {
        return seal == seal(producer, number);
    }

    /** For tests: makes the item look as if it had been received half made. */
    void breakSeal() {
        seal = 0;
    }

    private static long seal(int producer, int number) {
        return mix(mix(0x5EA1, producer), number);
    }

    private static long mix(long h, long x) {
        long z = (h * 31 + x + 1) * 0x9E3779B97F4A7C15L;
        return z ^ z >>> 29;
    }

    @Override
    public String toString() {
        return producer + "/" + number;
    }
}
