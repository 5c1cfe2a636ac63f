package dev.weft.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    @TempDir
    private Path directory;

    private Path parent;
    private Path target;

    @BeforeEach
    void lastResults() throws IOException {
        parent = directory.resolve("target/results");
        target = directory.resolve("results/full");
        Files.createDirectories(target);
        Files.writeString(target.resolve("report.md"), "the last one");
        Files.writeString(target.resolve("old.svg"), "no longer drawn");
    }

    @Test
    void untilItIsCompleteTheLastResultsStayAsTheyWere() throws IOException {
        Workspace workspace = Workspace.create(parent, "full");
        Files.writeString(workspace.results().resolve("report.md"), "the new one");

        assertThat(target.resolve("report.md")).hasContent("the last one");
        assertThat(workspace.results()).startsWith(parent).hasFileName("full");
    }

    @Test
    void theCompleteResultsTakeThePlaceOfAllLastOnes() throws IOException {
        Workspace workspace = Workspace.create(parent, "full");
        Files.writeString(workspace.results().resolve("report.md"), "the new one");

        assertThat(workspace.moveTo(target)).isEqualTo(target);

        assertThat(target.resolve("report.md")).hasContent("the new one");
        assertThat(target).isDirectoryNotContaining("glob:**old.svg");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void ifTheNewResultsCannotBeMovedTheLastOnesComeBack() throws IOException {
        Workspace workspace = Workspace.create(parent, "full");
        Files.delete(workspace.results());

        assertThatIOException().isThrownBy(() -> workspace.moveTo(target));

        assertThat(target.resolve("report.md")).hasContent("the last one");
        assertThat(target.resolve("old.svg")).exists();
    }

    @Test
    void theFirstResultsNeedNoPlace() throws IOException {
        Path first = directory.resolve("results/loaded");
        Workspace workspace = Workspace.create(parent, "loaded");
        Files.writeString(workspace.results().resolve("report.md"), "the first one");

        workspace.moveTo(first);

        assertThat(first.resolve("report.md")).hasContent("the first one");
    }

    @Test
    void twoPassesDoNotMix() throws IOException {
        assertThat(Workspace.create(parent, "full").results())
                .isNotEqualTo(Workspace.create(parent, "full").results());
    }
}
