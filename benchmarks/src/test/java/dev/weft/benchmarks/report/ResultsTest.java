package dev.weft.benchmarks.report;

import static dev.weft.benchmarks.report.Library.ATOMIC;
import static dev.weft.benchmarks.report.Library.GO;
import static dev.weft.benchmarks.report.Library.JOX;
import static dev.weft.benchmarks.report.Library.KOTLIN;
import static dev.weft.benchmarks.report.Library.REENTRANT_LOCK;
import static dev.weft.benchmarks.report.Library.WEFT;
import static dev.weft.benchmarks.report.Made.fork;
import static dev.weft.benchmarks.report.Made.median;
import static dev.weft.benchmarks.report.Made.results;
import static dev.weft.benchmarks.report.Made.row;
import static dev.weft.benchmarks.report.Made.sample;
import static dev.weft.benchmarks.report.Made.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.benchmarks.report.Boundary.Pace;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
    /** Weft saw both round trips, Jox both, Kotlin only the slow one, and Go only the fast one. */
    private static final Results TWO_PACES = results(
            row("PingPong",
                    WEFT, sample(fork(100, 60, 62), fork(104, 61, 60), fork(400, 310, 305), fork(250, 60, 310)),
                    JOX, sample(fork(200, 60, 60), fork(600, 320, 330)),
                    KOTLIN, sample(fork(500, 310, 310)),
                    GO, sample(fork(50, 58, 59))),
            row("Ring", WEFT, sample(fork(10, 60, 60)), JOX, sample(fork(5, 320, 320))));

    @Test
    void rowsMeetByName() {
        Results results = Results.pair(
                Map.of("PingPong", samples(WEFT, 100, JOX, 400, KOTLIN, 200)),
                Map.of("PingPong", sample(50), "Ring", sample(1)));

        assertThat(results.rows()).singleElement().satisfies(row -> {
            assertThat(row.name()).isEqualTo("PingPong");
            assertThat(row.bestPeer()).contains(KOTLIN);
            assertThat(median(row.ratioToBestPeer())).isEqualTo(0.5);
            assertThat(median(row.ratioTo(GO))).isEqualTo(2);
            assertThat(row.ratioTo(ATOMIC)).isEmpty();
        });
        assertThat(results.onlyGo()).containsExactly("Ring");
    }

    @Test
    void goroutinesAreNotPartOfARowsName() {
        Results results = Results.pair(
                Map.of("StartJoin/threads=goroutine", samples(WEFT, 1), "StartJoin/threads=os", samples(WEFT, 2)),
                Map.of("StartJoin/threads=goroutine", sample(4)));

        assertThat(results.rows()).extracting(Row::name)
                .containsExactlyInAnyOrder("StartJoin", "StartJoin/threads=os");
        assertThat(median(results.row("StartJoin").orElseThrow().ratioTo(GO))).isEqualTo(0.25);
    }

    @Test
    void ratiosAreThoseOfTheMedianForks() {
        Spread ratio = row("PingPong", WEFT, sample(10, 20, 900), JOX, sample(1, 10, 10)).ratioTo(JOX).orElseThrow();

        assertThat(ratio).isEqualTo(new Spread(1, 2, 900));
    }

    @Test
    void aForkCountsOnceHoweverManyIterationsItHas() {
        Fork longer = new Fork(Collections.nCopies(100, 10.0), List.of());

        assertThat(sample(longer, fork(20), fork(20)).median()).isEqualTo(20);
    }

    @Test
    void aDifferenceIsSureIfTheForksDoNotOverlapAndAreThree() {
        assertThat(row("A", WEFT, sample(1, 2, 3), JOX, sample(4, 5, 6)).sure(JOX)).isTrue();
        assertThat(row("A", WEFT, sample(7, 8, 9), JOX, sample(4, 5, 6)).sure(JOX)).isTrue();
        assertThat(row("A", WEFT, sample(1, 2, 5), JOX, sample(4, 5, 6)).sure(JOX)).isFalse();
        assertThat(row("A", WEFT, sample(1, 2), JOX, sample(4, 5, 6)).sure(JOX)).isFalse();
        assertThat(row("A", WEFT, sample(1, 2, 3), JOX, sample(4)).sure(JOX)).isFalse();
        assertThat(row("A", WEFT, sample(1, 2, 3)).sure(JOX)).isFalse();
    }

    @Test
    void whatTheJdkAloneCostsIsNoPeer() {
        Row row = row("TryLock", WEFT, 11, ATOMIC, 10, REENTRANT_LOCK, 22);

        assertThat(row.bestPeer()).contains(REENTRANT_LOCK);
        assertThat(median(row.ratioTo(ATOMIC))).isEqualTo(1.1);
    }

    @Test
    void theMeansAreOverTheRowsThatHaveBoth() {
        Results results = results(row("A", WEFT, 20, JOX, 10, GO, 5), row("B", WEFT, 10, JOX, 20),
                row("C", WEFT, 5, GO, 20), row("D", JOX, 5, GO, 1));

        assertThat(results.meanToBestPeer().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(results.meanToGo().orElseThrow()).isCloseTo(1, within(1e-12));
    }

    @Test
    void withoutGoThereIsNoMeanAgainstIt() {
        assertThat(results(row("A", WEFT, 1, JOX, 1)).meanToGo()).isEmpty();
    }

    @Test
    void onlyForksThatSawTheSameAreCompared() {
        Row fast = TWO_PACES.comparable().get(Pace.FAST).row("PingPong").orElseThrow();
        Row slow = TWO_PACES.comparable().get(Pace.SLOW).row("PingPong").orElseThrow();

        assertThat(TWO_PACES.comparable()).containsOnlyKeys(Pace.FAST, Pace.SLOW);
        assertThat(fast.bestPeer()).contains(JOX);
        assertThat(median(fast.ratioTo(JOX))).isEqualTo(102.0 / 200);
        assertThat(median(fast.ratioTo(GO))).isEqualTo(102.0 / 50);
        assertThat(slow.bestPeer()).contains(KOTLIN);
        assertThat(median(slow.ratioTo(KOTLIN))).isEqualTo(0.8);
        assertThat(slow.ratioTo(GO)).isEmpty();
    }

    @Test
    void theMainResultsAreThoseWithTheMostRatios() {
        assertThat(TWO_PACES.main()).isEqualTo(Pace.FAST);
        assertThat(results(row("A", WEFT, sample(fork(1, 60), fork(1, 320)), JOX, sample(fork(1, 320)))).main())
                .isEqualTo(Pace.SLOW);
        assertThat(results(row("A", WEFT, 1)).main()).isEqualTo(Pace.ONLY);
    }

    @Test
    void withOneKindOfRoundTripEverythingIsCompared() {
        Results results = results(row("A", WEFT, sample(fork(10, 60)), JOX, sample(fork(20, 80), fork(20))));

        assertThat(results.comparable()).containsOnly(Map.entry(Pace.ONLY, results));
    }

    @Test
    void rowsOnOsThreadsAreApart() {
        Results results = results(row("StartJoin", WEFT, 1), row("StartJoin/threads=os", WEFT, 2));

        assertThat(results.on(false).rows()).extracting(Row::name).containsExactly("StartJoin");
        assertThat(results.on(true).rows()).extracting(Row::name).containsExactly("StartJoin/threads=os");
    }
}
