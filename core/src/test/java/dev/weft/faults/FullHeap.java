package dev.weft.faults;

/** Fills the heap, to the last bytes. For a virtual machine of its own: a small heap, without thread-local buffers. */
final class FullHeap {
    private static Object[] hog;

    private FullHeap() {}

    /** Fills the heap until that many bytes are no longer available in one piece. */
    static void leaveLessThan(int bytes) {
        for (int size = 1 << 20; size >= Math.max(16, bytes); size /= 4) {
            fill(size);
        }
        fill(bytes);
    }

    private static void fill(int size) {
        int length = Math.max(0, size - 16); // minus the overhead of an array of bytes
        try {
            for (;;) {
                hog = new Object[] {hog, new byte[length]};
            }
        } catch (OutOfMemoryError e) {
            // this is the goal
        }
    }

    /** Frees the memory. */
    static void free() {
        hog = null;
    }
}
