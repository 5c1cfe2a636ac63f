package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoRunTest {
    @Test
    void withoutGoItSaysSoInOneLine() throws InterruptedException {
        PrintStream out = new PrintStream(OutputStream.nullOutputStream());
        GoVersion version = new GoRun(Path.of("").toAbsolutePath(), out, "no-such-go").version();

        assertThat(version.usable()).isFalse();
        assertThat(version.version()).isEmpty();
        assertThat(version.problem()).isEqualTo("there is no go on the PATH; 1.23 or later is needed");
    }

    @Test
    void anOldGoIsNamed() {
        assertThat(GoRun.version("go version go1.22.11 linux/amd64").problem())
                .isEqualTo("go1.22 on the PATH is too old; 1.23 or later is needed");
    }

    @Test
    void aGoThatIsNewEnoughIsUsable() {
        assertThat(GoRun.version("go version go1.26.8 linux/amd64"))
                .isEqualTo(new GoVersion("go1.26.8 linux/amd64", ""));
        assertThat(GoRun.version("go version go1.23 linux/arm64").usable()).isTrue();
    }

    @Test
    void whatIsNotGoIsQuotedInOneLine() {
        assertThat(GoRun.version("go: cannot find GOROOT directory\nand more").problem())
                .contains("cannot find GOROOT").doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({"Mutex, BenchmarkMutex$", "Buffered/capacity=1/goroutines=1x1, "
            + "BenchmarkBuffered$/^capacity=1$/^goroutines=1x1$"})
    void everyLevelOfANameIsMatchedWhole(String row, String pattern) {
        assertThat(GoRun.pattern(row)).isEqualTo(pattern);
    }
}
