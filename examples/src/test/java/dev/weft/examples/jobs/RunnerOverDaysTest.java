package dev.weft.examples.jobs;

import static dev.weft.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.context.DeadlineExceededException;
import dev.weft.junit.VirtualTime;
import dev.weft.sync.ErrGroup;
import dev.weft.time.Timers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The runner as it is used: over days, at a limited rate, with a service that is out of order for long. */
@VirtualTime
@Timeout(240)
class RunnerOverDaysTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Backoff BACKOFF = new Backoff(MINUTE, HOUR.multipliedBy(6));

    private final Instant start = Timers.now();
    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final List<Duration> calls = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        ctx.cancel();
    }

    /** A job that calls a service which takes a second to answer, and is out of order until some moment. */
    private Job call(String name, Duration outage) {
        return new Job(name, c -> {
            calls.add(Timers.since(start));
            sleep(c, Duration.ofSeconds(1));
            if (Timers.since(start).compareTo(outage) < 0) {
                throw new IOException("out of order");
            }
        });
    }

    @Test
    void thePausesOfOneJob() throws Exception {
        TokenBucket tokens = TokenBucket.start(ctx, 1, MINUTE);
        Runner runner = Runner.start(ctx, new Policy(1, 100, BACKOFF, false), tokens);
        runner.submit(ctx, call("job", HOUR.multipliedBy(30)));
        runner.drain(ctx);
        // A second for each call, and then the pause: 1, 2, 4 ... 256 minutes, then six hours. A token comes every minute.
        List<Duration> expected = new ArrayList<>();
        Duration t = Duration.ZERO;
        for (int failures = 1; t.compareTo(HOUR.multipliedBy(30)) < 0; failures++) {
            expected.add(t);
            t = t.plusSeconds(1).plus(BACKOFF.after(failures));
        }
        expected.add(t);
        assertThat(calls).isEqualTo(expected);
        assertThat(runner.totals().retries()).isEqualTo(expected.size() - 1);
        assertThat(runner.totals().done()).isEqualTo(1);
    }

    @Test
    void aHundredJobsSurviveAnOutageOfTwoDaysWithinTheirRate() throws Exception {
        int jobs = 100;
        TokenBucket tokens = TokenBucket.start(ctx, 10, MINUTE);
        Runner runner = Runner.start(ctx, new Policy(jobs, 100, BACKOFF, false), tokens);
        ErrGroup submitters = new ErrGroup();
        for (int i = 0; i < jobs; i++) {
            String name = "job " + i;
            submitters.go(() -> runner.submit(ctx, call(name, HOUR.multipliedBy(48))));
        }
        submitters.awaitOrThrow();
        runner.drain(ctx);

        assertThat(runner.totals().done()).isEqualTo(jobs);
        assertThat(runner.totals().mostAtOnce()).isEqualTo(jobs); // they wait at the same time
        assertThat(calls).hasSize(jobs + runner.totals().retries());
        // The bucket holds ten, and gets one a minute: no more than that in any time.
        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).toMinutes()).isGreaterThanOrEqualTo(i - 9);
        }
        assertThat(Timers.since(start)).isBetween(HOUR.multipliedBy(48), HOUR.multipliedBy(48 + 6 + 2));
    }

    @Test
    void afterThreeDaysTheDrainGivesUp() throws Exception {
        TokenBucket tokens = TokenBucket.start(ctx, 10, MINUTE);
        Runner runner = Runner.start(ctx, new Policy(5, 1_000, BACKOFF, false), tokens);
        for (int i = 0; i < 4; i++) {
            runner.submit(ctx, call("job " + i, Duration.ZERO));
        }
        runner.submit(ctx, call("hopeless", Duration.ofDays(365)));
        try (var threeDays = Context.withTimeout(ctx, Duration.ofDays(3))) {
            assertThatThrownBy(() -> runner.drain(threeDays)).isInstanceOf(DeadlineExceededException.class);
        }
        assertThat(Timers.since(start)).isEqualTo(Duration.ofDays(3));
        Totals totals = runner.totals();
        assertThat(totals.done()).isEqualTo(4);
        assertThat(totals.canceled()).isEqualTo(1);
        assertThat(totals.retries()).isEqualTo(9 + 11); // 511 minutes of growing pauses, then six hours each
    }
}
