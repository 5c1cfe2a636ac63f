package dev.weft.support;

/** Uses up the memory of a {@link SmallVm}, and gives it back. */
public final class FullHeap {
    /** The size of the smallest object, in bytes. */
    private static final int SMALLEST = 16;

    /**
     * How much is given back and used up again from one call to the next, so that a call takes only a few milliseconds.
     */
    private static final int REST = 1 << 15;

    private static byte[] reserve;
    private static Object[] most;
    private static Object[] rest;

    private FullHeap() {}

    /** Uses up all memory. */
    public static void fill() {
        fillBut(0);
        fillBut(0); // again, to fill what has been collected meanwhile
    }

    /**
     * Uses up all memory except for about the given number of bytes: the more bytes, the later the first allocation
     * fails.
     *
     * @param bytes how many; at most about 30,000
     */
    public static void fillBut(int bytes) {
        rest = null;
        if (most == null) {
            reserve = new byte[REST];
            most = all(1 << 20, new Object[0]);
        }
        reserve = null;
        reserve = bytes < SMALLEST ? null : new byte[bytes - SMALLEST];
        rest = all(REST / 8, new Object[0]);
        reserve = null;
    }

    private static Object[] all(int largest, Object[] first) {
        Object[] list = first;
        for (int size = largest; size >= SMALLEST; size /= 4) {
            try {
                for (;;) {
                    list = new Object[] {list, new byte[size - SMALLEST]};
                }
            } catch (OutOfMemoryError e) {
                // smaller ones
            }
        }
        try {
            for (;;) {
                list = new Object[] {list, null};
            }
        } catch (OutOfMemoryError e) {
            return list;
        }
    }

    /** Gives back enough for a test to go on, and little enough that {@link #fillBut} is quick the next time. */
    public static void emptyRest() {
        rest = null;
    }

    /** Gives all memory back. */
    public static void empty() {
        rest = null;
        most = null;
    }
}
