package dev.weft.examples.classics;

import dev.weft.examples.Example;
import java.util.List;

/** Programs that everybody writes who learns Go's concurrency. */
public final class ClassicsCatalog {
    public static final List<Example> EXAMPLES = List.of();

    private ClassicsCatalog() {}
}
