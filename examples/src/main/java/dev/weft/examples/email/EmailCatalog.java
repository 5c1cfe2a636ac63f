package dev.weft.examples.email;

import dev.weft.examples.Example;
import java.util.List;

/** A batch of e-mails, sent concurrently. */
public final class EmailCatalog {
    public static final List<Example> EXAMPLES = List.of();

    private EmailCatalog() {}
}
