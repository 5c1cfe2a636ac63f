package dev.weft.conformance.test.chan;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.testing.Goroutines;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import javax.management.ObjectName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * 100,000 selects that also wait for a channel on which nothing happens leave nothing behind, although that
 * channel lives on. Go compares the heap before and after; so does this, and it counts the library's own objects.
 */
@DisplayName("test/chan/select2.go")
class Select2Test {
    private static final int ROUNDS = 100_000;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** What lives after a full collection. */
    private record Live(long bytes, long objectsOfTheLibrary) {
        static Live measure() throws Exception {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            long bytes = 0;
            long objects = 0;
            for (String line : histogram.lines().toList()) {
                String[] columns = line.trim().split("\\s+"); // number, objects, bytes, class
                if (columns[0].endsWith(":")) {
                    bytes += Long.parseLong(columns[2]);
                    if (columns[3].startsWith("dev.weft.")) {
                        objects += Long.parseLong(columns[1]);
                    }
                }
            }
            return new Live(bytes, objects);
        }
    }

    @Test
    @DisplayName("select2")
    void selectsLeaveNothingOnAnIdleChannel() throws Exception {
        Channel<Integer> busy = Channel.make();
        Channel<Integer> idle = Channel.make();
        run(busy, idle);
        Live before = Live.measure();
        run(busy, idle);
        Live after = Live.measure();
        assertThat(after.bytes - before.bytes).isLessThan(110_000); // Go's limit: a byte for a select
        assertThat(after.objectsOfTheLibrary - before.objectsOfTheLibrary).isLessThan(ROUNDS / 1_000);
        Reference.reachabilityFence(busy);
        Reference.reachabilityFence(idle);
    }

    private void run(Channel<Integer> busy, Channel<Integer> idle) {
        g.go(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                busy.send(1);
            }
        });
        g.go(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                // New cases every time, so that whatever stays behind stays behind for each.
                assertThat(select(receive(busy), receive(idle))).isZero();
            }
        });
        g.joinAll();
    }
}
