package dev.weft.examples.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.examples.Output;
import org.junit.jupiter.api.Test;

class JobRunnerTest {
    @Test
    void printsWhatHasBecomeOfTheJobs() throws Exception {
        assertThat(Output.inVirtualTime(JobRunner::run)).containsExactly(
                "all: 18 done, 2 failed, 0 cancelled, 6 retries",
                "  job 07: no such file",
                "  job 13: still out of order",
                "no faster than the tokens: true",
                "a deadline: 3 done, 0 failed, 2 cancelled, 0 retries",
                "  context deadline exceeded",
                "fail fast: 0 done, 1 failed, 3 cancelled, 0 retries",
                "  job 4: disk full",
                "  disk full",
                "stopped: 10 done",
                "  context canceled");
    }
}
