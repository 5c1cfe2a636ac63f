package dev.weft.examples.email;

import dev.weft.examples.Example;
import java.util.List;

/** A batch of e-mails, sent concurrently. */
public final class EmailCatalog {
    public static final List<Example> EXAMPLES = List.of(
            new Example("email", "a batch of e-mails, sent one by one, by goroutines, and by OS threads", Email::run));

    private EmailCatalog() {}
}
