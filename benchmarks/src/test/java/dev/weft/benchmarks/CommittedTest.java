package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedTest {
    /** Set where results that are out of date must fail the build: before a release. Otherwise it is only said. */
    private static final String STRICT = "weft.benchmarks.current";

    @TempDir
    private Path project;

    private Path module;
    private String core = "";

    @BeforeEach
    void aCore() throws IOException {
        module = project.resolve("benchmarks");
        Path sources = Files.createDirectories(project.resolve("core/src/main/java"));
        Files.writeString(sources.resolve("A.java"), "class A {}");
        core = CoreDigest.of(project.resolve("core"));
    }

    @Test
    void theCommittedResultsAreThoseOfThisCore() throws IOException {
        List<String> complaints = Committed.complaints(Path.of("").toAbsolutePath());

        complaints.forEach(complaint -> System.out.println("[WARNING] " + complaint));
        if (Boolean.getBoolean(STRICT)) {
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void resultsOfThisCoreAreRight() throws IOException {
        stamp("full", Map.of("commit", "abc", "core", core));
        stamp("loaded", Map.of("commit", "def", "core", core));

        assertThat(Committed.complaints(module)).isEmpty();
    }

    @Test
    void resultsOfAnotherCoreAreNamed() throws IOException {
        stamp("full", Map.of("commit", "abc", "core", core));
        stamp("loaded", Map.of("commit", "abc", "core", "0123456789abcdef"));

        assertThat(Committed.complaints(module)).singleElement().asString().contains("loaded").contains("has changed");
    }

    @Test
    void aStampFromBeforeTheDigestIsNamed() throws IOException {
        stamp("full", Map.of("commit", "abc"));

        assertThat(Committed.complaints(module)).singleElement().asString().contains("full")
                .contains("does not say");
    }

    @Test
    void onlyResultsOfTheSameCoreCanBeComparedWith() throws IOException {
        stamp("full", Map.of("commit", "abc", "core", core));
        stamp("loaded", Map.of("commit", "abc", "core", "0123456789abcdef"));

        assertThat(Committed.isOfPresentSources(module, module.resolve("results/full"))).isTrue();
        assertThat(Committed.isOfPresentSources(module, module.resolve("results/loaded"))).isFalse();
        assertThat(Committed.isOfPresentSources(module, module.resolve("results/none"))).isFalse();
    }

    @Test
    void withoutResultsNothingIsWrong() throws IOException {
        assertThat(Committed.complaints(module)).isEmpty();
    }

    private void stamp(String pass, Map<String, String> stamp) throws IOException {
        Path directory = Files.createDirectories(module.resolve("results").resolve(pass));
        new ObjectMapper().writeValue(directory.resolve("stamp.json").toFile(), stamp);
    }
}
