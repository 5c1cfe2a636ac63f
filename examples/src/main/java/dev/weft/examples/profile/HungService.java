package dev.weft.examples.profile;

import dev.weft.Channel;
import dev.weft.Go;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * A service that hangs, and is asked what it does: a worker waits for jobs that nobody sends, and {@code main} for the
 * worker. Its queue is in a static field; so it could be fed by any thread of the process, and nobody can say that it is
 * dead. {@link GoroutineDump} shows where it waits.
 *
 * <p>Output: determined, except for the goroutines' numbers.
 */
public final class HungService {
    private static final Channel<String> JOBS = Channel.make();
    private static final Channel<String> RESULTS = Channel.make();

    private HungService() {}

    private static void work() throws InterruptedException {
        for (String job : JOBS) {
            RESULTS.send("done: " + job);
        }
    }

    private static void serve() throws InterruptedException {
        Go.go("worker", HungService::work);
        System.out.println(RESULTS.receive());
    }

    /** Starts it in a process of its own, asks that, and ends it. */
    static void run(PrintStream out) throws Exception {
        Process service = start();
        try {
            String dump;
            do { // it has to start first
                Thread.sleep(100);
                dump = GoroutineDump.ask(Long.toString(service.pid()), "dump");
            } while (service.isAlive() && dump.split("chan receive").length < 3);
            out.println(dump);
        } finally {
            service.destroyForcibly();
        }
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-cp",
                System.getProperty("java.class.path"), HungService.class.getName()).inheritIO().start();
    }

    public static void main(String[] args) throws Exception {
        Go.run(HungService::serve);
    }
}
