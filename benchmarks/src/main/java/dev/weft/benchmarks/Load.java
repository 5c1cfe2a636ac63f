package dev.weft.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** Another process that keeps all processors busy while it is open. */
final class Load implements AutoCloseable {
    private final Process process;

    private Load(Process process) {
        this.process = process;
    }

    static Load start() throws IOException {
        return new Load(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Load.class.getName()).inheritIO().start());
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** Runs a thread for each processor that computes until the process, or its parent, has ended. */
    public static void main(String[] args) throws InterruptedException {
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread busy = new Thread(() -> {
                for (long x = 1;; x ^= x << 13) {
                    x ^= x >>> 7;
                }
            });
            busy.setDaemon(true);
            busy.start();
        }
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        while (parent.isAlive()) {
            Thread.sleep(1_000);
        }
    }
}
