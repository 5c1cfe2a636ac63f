package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program compiles as printed, and prints what the README says. */
class ReadmeTest {
    @TempDir
    Path dir;

    @Test
    void theProgramRunsAsPrinted() throws IOException, InterruptedException {
        Matcher blocks = Pattern.compile("```java\\n(.*?)```\\s*```text\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(blocks.find()).isTrue();
        Path source = Files.writeString(dir.resolve("Hello.java"), blocks.group(1));
        Path output = dir.resolve("output");

        // In a JVM of its own, as a reader would start it.
        Process java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(java.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            java.destroyForcibly();
        }

        assertThat(Files.readString(output)).isEqualTo(blocks.group(2));
        assertThat(java.exitValue()).isZero();
    }
}
