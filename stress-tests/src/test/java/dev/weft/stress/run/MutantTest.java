package dev.weft.stress.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.difflib.patch.PatchFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Core cannot change under a mutant unnoticed: each can still be made from the current sources, in the intended place.
 */
class MutantTest {
    private static final Path PROJECT = Path.of("..");

    /** Replaces {@code b} by {@code x}. */
    private static final Mutant B_IS_X = new Mutant("b-is-x", "b is x", "none", """
            --- a/Letters.java
            +++ b/Letters.java
            @@ -1,3 +1,3 @@
             a
            -b
            +x
             c
            """);

    @Test
    void everyMutantCompiles(@TempDir Path dir) throws IOException {
        List<Mutant> mutants = Mutant.all(Path.of("mutants"));
        assertThat(mutants).isNotEmpty();
        List<String> failures = new ArrayList<>();
        for (Mutant mutant : mutants) {
            try {
                assertThat(mutant.compile(PROJECT, dir.resolve(mutant.name()))).isNotEmptyDirectory();
            } catch (PatchFailedException | IOException e) {
                failures.add(mutant.name() + ": " + e.getMessage());
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void isMadeWhereItsPlaceHasMoved(@TempDir Path dir) throws Exception {
        Files.write(dir.resolve("Letters.java"), List.of("1", "2", "a", "b", "c", "3"));
        assertThat(B_IS_X.apply(dir)).isEqualTo(Map.of("Letters.java", List.of("1", "2", "a", "x", "c", "3")));
    }

    @Test
    void isNotMadeWhereItsPlaceHasChanged(@TempDir Path dir) throws IOException {
        Files.write(dir.resolve("Letters.java"), List.of("a", "b", "C"));
        assertThatThrownBy(() -> B_IS_X.apply(dir)).isInstanceOf(PatchFailedException.class);
    }

    @Test
    void isNotMadeWhereThereAreSeveralPlaces(@TempDir Path dir) throws IOException {
        Files.write(dir.resolve("Letters.java"), List.of("a", "b", "c", "a", "b", "c"));
        assertThatThrownBy(() -> B_IS_X.apply(dir)).isInstanceOf(PatchFailedException.class)
                .hasMessageContaining("several places");
    }
}
