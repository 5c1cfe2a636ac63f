package dev.weft.examples.jobs;

import dev.weft.examples.Example;
import java.util.List;

/** A runner of jobs. */
public final class JobsCatalog {
    public static final List<Example> EXAMPLES = List.of(new Example("job-runner",
            "workers with a rate limit, retries, a deadline, and two ways to stop", JobRunner::run));

    private JobsCatalog() {}
}
