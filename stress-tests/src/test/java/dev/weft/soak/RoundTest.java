package dev.weft.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rounds of each kind end well, and a round reports what goes wrong in it. */
@ExtendWith(OwnVm.class)
class RoundTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    /** A horde is a crowd, too, but too large for the memory of the tests. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HORDE")
    void endsWell(Kind kind) throws Exception {
        for (int number : new int[] {1, 1_000, 1_000_000}) {
            Round round = new Round(kind.seed(number));
            round.execute(LONG);
            assertThat(round.kind()).isEqualTo(kind);
            assertThat(round.moved()).isPositive();
        }
    }

    @Test
    void reportsWhatAMemberThrows() {
        assertThatExceptionOfType(SoakFailure.class)
                .isThrownBy(() -> new Round(5, r -> r.crew().start(() -> {
                    throw new IllegalStateException("broken on purpose");
                }))
                        .execute(LONG))
                .withMessageContaining("broken on purpose")
                .withMessageContaining("Soak --round 5");
    }

    @Test
    void reportsAFailureThatLeavesTheOthersWaiting() {
        Channel<Unit> never = Channel.make();
        Round round = new Round(5, r -> {
            r.crew().start(() -> never.receive() != null);
            r.crew().start(() -> {
                Round.check(false, "broken on purpose");
                return false;
            });
        });
        assertThatExceptionOfType(SoakFailure.class)
                .isThrownBy(() -> round.execute(LONG))
                .withMessageContaining("broken on purpose");
        never.close();
    }

    @Test
    void reportsAHangAndWhereItHangs() {
        Channel<Unit> never = Channel.make();
        Round round = new Round(5, r -> r.crew().start(() -> never.receive() != null));
        assertThatExceptionOfType(SoakFailure.class)
                .isThrownBy(() -> round.execute(Duration.ofMillis(500)))
                .withMessageContaining("hangs")
                .withMessageContaining("chan receive");
        never.close();
    }

    @Test
    void reportsWhatTheLedgerFinds() {
        Round round = new Round(5, r -> {
            Outbox outbox = r.ledger().outbox();
            outbox.accepted(outbox.next());
        });
        assertThatExceptionOfType(SoakFailure.class)
                .isThrownBy(() -> round.execute(LONG))
                .withMessageContaining("lost: 0/0");
    }

    @Test
    void reportsWhoIsLeftInAQueue() throws Exception {
        Thread[] left = new Thread[1];
        Round round = new Round(5, r -> {
            Channel<Unit> channel = r.channel(1);
            left[0] = Go.go(channel::receive); // not a member of the crew, so nothing joins it
            while (Idle.isDeserted(channel)) {
                Thread.sleep(1);
            }
        });
        assertThatExceptionOfType(SoakFailure.class)
                .isThrownBy(() -> round.execute(LONG))
                .withMessageContaining("left behind");
        left[0].interrupt();
        left[0].join();
    }
}
