package dev.weft.examples.notes;

import dev.weft.examples.Example;
import java.util.List;

/** The programs and claims of the notes on concurrency in Go. */
public final class NotesCatalog {
    public static final List<Example> EXAMPLES = List.of();

    private NotesCatalog() {}
}
