package dev.weft.examples.profile;

import static dev.weft.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Goroutines;
import dev.weft.Unit;
import dev.weft.examples.Output;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HungServiceTest {
    @Test
    void itSaysWhereItHangs() throws Exception {
        List<String> lines = Output.of(HungService::run);
        assertThat(lines).filteredOn(line -> line.matches("goroutine \\d+ \"main\" \\[chan receive]:")).hasSize(1);
        assertThat(lines).filteredOn(line -> line.matches("goroutine \\d+ \"worker\" \\[chan receive]:")).hasSize(1);
        assertThat(String.join("\n", lines)).contains("HungService.serve(HungService.java:")
                .contains("HungService.work(HungService.java:");
    }

    /** The file is all that is needed, as on a server without anything of Weft. */
    @Test
    void theFileAloneIsAProgram() throws Exception {
        Path source = Path.of("src", "main", "java", "dev", "weft", "examples", "profile", "GoroutineDump.java");
        Channel<Unit> never = Channel.make();
        try (AutoCloseable tracking = Goroutines.track()) {
            go("asked-for", () -> never.receive());
            Process asks = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    source.toString(), Long.toString(ProcessHandle.current().pid())).redirectErrorStream(true).start();
            String printed = new String(asks.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(asks.waitFor()).as(printed).isZero();
            assertThat(printed).contains("\"asked-for\" [chan receive]:\n\tat ").contains("\ncreated by ");
        }
        never.close();
    }
}
