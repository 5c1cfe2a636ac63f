package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreDigestTest {
    private static final String SOURCE = """
            /** A class. */
            final class A {
                // A comment with a "quote.
                static final String TEXT = "a  // b"; /* here, too */
                static int twice(Object o) {
                    return o instanceof Integer i && i > 0 ? 2 * i : 0;
                }
            }
            """;

    @TempDir
    private Path module;

    @Test
    void commentsAndWhiteSpaceDoNotCount() throws IOException {
        String before = digest(SOURCE);

        assertThat(digest(SOURCE.replace("/** A class. */", "").replace("// A comment with a \"quote.", "")
                .replace("/* here, too */", "// there"))).isEqualTo(before);
        assertThat(digest(SOURCE.replace("    ", "\t").replace("{\n", "\n{\r\n"))).isEqualTo(before);
    }

    @Test
    void everythingElseCounts() throws IOException {
        String before = digest(SOURCE);

        assertThat(digest(SOURCE.replace("2 * i", "3 * i"))).isNotEqualTo(before);
        assertThat(digest(SOURCE.replace("a  // b", "a // b"))).isNotEqualTo(before);
        assertThat(digest(SOURCE.replace("a  // b", "a  //"))).isNotEqualTo(before);
        assertThat(digest(SOURCE.replace("final class", "class"))).isNotEqualTo(before);
    }

    @Test
    void filesCount() throws IOException {
        String before = digest(SOURCE);
        Files.writeString(module.resolve("src/main/java/B.java"), "class B {}");

        assertThat(CoreDigest.of(module)).isNotEqualTo(before);
    }

    @Test
    void coreHasOne() throws IOException {
        assertThat(CoreDigest.of(Path.of("../core"))).matches("[0-9a-f]{16}");
    }

    private String digest(String source) throws IOException {
        Path sources = Files.createDirectories(module.resolve("src/main/java"));
        Files.writeString(sources.resolve("A.java"), source);
        return CoreDigest.of(module);
    }
}
