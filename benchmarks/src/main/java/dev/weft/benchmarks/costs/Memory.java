package dev.weft.benchmarks.costs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of this process, in bytes.
 *
 * @param heap the objects that are reachable
 * @param resident the memory that the system has given the process, or -1 if the system does not report it
 */
record Memory(long heap, long resident) {
    static Memory now() throws InterruptedException {
        // Repeatedly: what one collection finds unreachable may hold what the next one can free.
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(50);
            heap = Math.min(heap, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return new Memory(heap, residentSet());
    }

    private static long residentSet() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
        } catch (IOException e) {
            // Not Linux.
        }
        return -1;
    }
}
