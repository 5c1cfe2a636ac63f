package dev.weft.examples;

import dev.weft.examples.chat.ChatCatalog;
import dev.weft.examples.classics.ClassicsCatalog;
import dev.weft.examples.crawler.CrawlerCatalog;
import dev.weft.examples.email.EmailCatalog;
import dev.weft.examples.gobyexample.GoByExampleCatalog;
import dev.weft.examples.jobs.JobsCatalog;
import dev.weft.examples.notes.NotesCatalog;
import dev.weft.examples.profile.ProfileCatalog;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All examples, in the order of the tour. Each package adds its own, from its own catalog. */
public final class Catalog {
    public static final List<Example> EXAMPLES = Stream.of(NotesCatalog.EXAMPLES, GoByExampleCatalog.EXAMPLES,
            ClassicsCatalog.EXAMPLES, EmailCatalog.EXAMPLES, CrawlerCatalog.EXAMPLES, JobsCatalog.EXAMPLES,
            ChatCatalog.EXAMPLES, ProfileCatalog.EXAMPLES)
            .flatMap(List::stream).toList();

    private Catalog() {}

    /** Returns the example of this name, if there is one. */
    public static Optional<Example> find(String name) {
        return EXAMPLES.stream().filter(example -> example.name().equals(name)).findFirst();
    }
}
