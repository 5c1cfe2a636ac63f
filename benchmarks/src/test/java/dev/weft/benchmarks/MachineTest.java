package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTest {
    private final Path module = Path.of("").toAbsolutePath();

    @Test
    void theStampNamesTheSourcesOfCore() throws IOException, InterruptedException {
        Map<String, String> stamp = Machine.stamp(Pass.full(module), module, new GoVersion("go1.26.8 linux/amd64", ""));

        assertThat(stamp).containsEntry("core", CoreDigest.of(module.resolveSibling("core")))
                .containsEntry("Go", "go1.26.8 linux/amd64")
                .containsKeys("commit", "date", "machine", "JDK", "peers");
        assertThat(stamp.get("pass")).contains("10 forks of each benchmark", "Go: 10 processes of each row");
    }

    @Test
    void theStampSaysWhyThereIsNoGo() throws IOException, InterruptedException {
        GoVersion none = new GoVersion("", "there is no go on the PATH; 1.23 or later is needed");

        assertThat(Machine.stamp(Pass.full(module), module, none)).containsEntry("Go", none.problem())
                .hasEntrySatisfying("pass", pass -> assertThat(pass).contains("10 forks").doesNotContain("Go"));
        assertThat(Machine.stamp(Pass.loaded(module), module, none)).containsEntry("Go", "not in this pass");
    }

    @Test
    void theProcessorHasFamilyAndModel() {
        assertThat(Machine.processorModel(List.of("processor\t: 0", "cpu family\t: 26", "model\t\t: 2",
                "model name\t: AMD EPYC", "flags\t\t: fpu vme", "", "processor\t: 1", "cpu family\t: 27")))
                .isEqualTo("AMD EPYC (family 26, model 2)");
        assertThat(Machine.processorModel(List.of("processor\t: 0", "model name\t: Some RISC-V")))
                .isEqualTo("Some RISC-V");
        assertThat(Machine.processorModel(List.of("processor\t: 0", "CPU part\t: 0xd40")))
                .isEqualTo(System.getProperty("os.arch"));
    }
}
