package dev.weft.support;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * Prints what all threads do, virtual ones too, when a test reaches its time limit. JUnit only interrupts the test then,
 * and a test that hangs may ignore that; so this may be all that is ever known of it. JUnit finds this class by itself, see
 * {@code junit-platform.properties}.
 *
 * <p>The virtual machine is asked for the stacks, rather than Weft, as Weft may be what hangs. (That has crashed it while
 * goroutines handed over to each other; but here, the test has failed already.) A thread of its own asks, so that the
 * interrupt comes even if there is no answer.
 */
public final class HangReport implements PreInterruptCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How much of a stack, and how many stacks, are worth reading. */
    private static final int LINES = 40;

    private static final int THREADS = 200;

    @Override
    public void beforeThreadInterrupt(PreInterruptContext context, ExtensionContext extension)
            throws InterruptedException {
        System.out.println("Time limit of " + extension.getUniqueId() + ", in " + context.getThreadToInterrupt());
        Thread asking = Thread.ofPlatform().daemon().start(HangReport::print);
        if (!asking.join(PATIENCE)) {
            System.out.println("The virtual machine does not say what its threads do.");
        }
    }

    private static void print() {
        try {
            Path directory = Files.createTempDirectory("hang");
            Path dump = directory.resolve("threads.txt");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
            print(Files.readAllLines(dump));
            Files.delete(dump);
            Files.delete(directory);
        } catch (IOException e) {
            System.out.println("No stacks: " + e);
        }
    }

    private static void print(List<String> dump) {
        int threads = 0;
        int lines = 0;
        for (String line : dump) {
            if (line.isEmpty()) {
                lines = 0;
                threads++;
            }
            if (threads <= THREADS && ++lines <= LINES) {
                System.out.println(line);
            }
        }
    }
}
