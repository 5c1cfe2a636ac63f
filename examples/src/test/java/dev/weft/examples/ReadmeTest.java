package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program compiles as printed, and prints what the README says; its test passes; its badges are true. */
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

    @Test
    void theTestPasses() throws Exception {
        Matcher block = Pattern.compile("```java\\n(@VirtualTime\\n.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(block.find()).isTrue();
        String imports = """
                import static org.junit.jupiter.api.Assertions.*;

                import dev.weft.Channel;
                import dev.weft.junit.VirtualTime;
                import dev.weft.time.Timers;
                import java.time.*;
                import org.junit.jupiter.api.Test;

                """;
        Path source = Files.writeString(dir.resolve("GreetingTest.java"), imports + block.group(1));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, "-d", dir.toString(), "-proc:none", "-cp",
                System.getProperty("java.class.path"), source.toString())).isZero();
        PrintStream before = System.out;
        try (URLClassLoader loader = new URLClassLoader(new URL[] {dir.toUri().toURL()})) {
            assertThat(Output.of(out -> {
                System.setOut(out);
                TestRun.run(loader, block.group(1));
            })).containsExactly("1 test passed");
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void theBadgesAreTrue() throws IOException {
        String pom = Files.readString(Path.of("..", "pom.xml"));
        String readme = Files.readString(Path.of("..", "README.md"));
        String licence = only(pom, "<license>\\s*<name>(.*?)</name>");
        String oldest = only(pom, "<maven.compiler.release>(.*?)</maven.compiler.release>");
        String newest = only(readme, "tested on " + oldest + " and (\\d+)\\.");
        assertThat(readme).contains("![licence: " + licence + "](.ci/badges/licence.svg)",
                "![Java: " + oldest + " | " + newest + "](.ci/badges/java.svg)");
        assertThat(badge("licence")).isEqualTo("licence: " + licence);
        assertThat(badge("java")).isEqualTo("Java: " + oldest + " | " + newest);
    }

    /** What a badge shows. */
    private static String badge(String name) throws IOException {
        String svg = Files.readString(Path.of("..", ".ci", "badges", name + ".svg"));
        List<String> texts = Pattern.compile("<text .*?>(.*?)</text>").matcher(svg).results()
                .map(found -> found.group(1)).toList();
        assertThat(only(svg, "<title>(.*?)</title>")).isEqualTo(String.join(": ", texts));
        return String.join(": ", texts);
    }

    private static String only(String text, String pattern) {
        List<String> found = Pattern.compile(pattern).matcher(text).results().map(f -> f.group(1)).toList();
        assertThat(found).as(pattern).hasSize(1);
        return found.get(0);
    }
}
