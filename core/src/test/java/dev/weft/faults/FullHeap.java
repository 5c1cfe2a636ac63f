package dev.weft.faults;

/** Fills the heap, to the last bytes. For a virtual machine of its own: a small heap, and no buffers of threads in it. */
final class FullHeap {
    private static Object[] hog;

    private FullHeap() {}

    /** Fills it until so many bytes are no longer to be had in one piece. */
    static void leaveLessThan(int bytes) {
        for (int size = 1 << 20; size >= Math.max(16, bytes); size /= 4) {
            fill(size);
        }
        fill(bytes);
    }

    private static void fill(int size) {
        int length = Math.max(0, size - 16); // what an array of bytes takes beside them
        try {
            for (;;) {
                hog = new Object[] {hog, new byte[length]};
            }
        } catch (OutOfMemoryError e) {
            // that is what was wanted
        }
    }

    /** Gives the memory back. */
    static void free() {
        hog = null;
    }
}
