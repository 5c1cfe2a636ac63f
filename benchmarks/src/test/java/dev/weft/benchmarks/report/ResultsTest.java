package dev.weft.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
    @Test
    void rowsMeetByName() {
        Results results = Results.pair(
                Map.of("PingPong", peers("weft", 100, "jox", 400, "kotlin", 200)),
                Map.of("PingPong", sample(50), "Ring", sample(1)));

        assertThat(results.rows()).singleElement().satisfies(row -> {
            assertThat(row.name()).isEqualTo("PingPong");
            assertThat(row.bestPeer().orElseThrow().getKey()).isEqualTo("kotlin");
            assertThat(row.ratioToBestPeer()).hasValue(0.5);
            assertThat(row.ratioToGo()).hasValue(2);
            assertThat(row.ratioToFloor()).isEmpty();
        });
        assertThat(results.onlyGo()).containsExactly("Ring");
    }

    @Test
    void ratiosAreThoseOfMedians() {
        Results results = Results.pair(
                Map.of("PingPong", Map.of("weft", sample(10, 20, 900), "jox", sample(1, 10, 10))), Map.of());

        assertThat(results.rows().getFirst().ratioToBestPeer()).hasValue(2);
    }

    @Test
    void whatTheJdkAloneCostsIsNoPeer() {
        Row row = Results.pair(
                Map.of("TryLock", peers("weft", 11, "bareAtomic", 10, "reentrantLock", 22)), Map.of()).rows()
                .getFirst();

        assertThat(row.bestPeer().orElseThrow().getKey()).isEqualTo("reentrantLock");
        assertThat(row.ratioToFloor()).hasValue(1.1);
        assertThat(Bar.of("TryLock", false).missed(row)).isEmpty();
    }

    @Test
    void theMeansAreOverTheRowsThatHaveBoth() {
        Map<String, Map<String, Sample>> jmh = new LinkedHashMap<>();
        jmh.put("A", peers("weft", 20, "jox", 10));
        jmh.put("B", peers("weft", 10, "jox", 20));
        jmh.put("C", peers("weft", 5));
        jmh.put("D", peers("jox", 5));
        Results results = Results.pair(jmh, Map.of("A", sample(5), "C", sample(20), "D", sample(1)));

        assertThat(results.meanToBestPeer().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(results.meanToGo().orElseThrow()).isCloseTo(1, within(1e-12));
    }

    @Test
    void withoutGoThereIsNoMeanAgainstIt() {
        assertThat(Results.pair(Map.of("A", peers("weft", 1, "jox", 1)), Map.of()).meanToGo()).isEmpty();
    }

    @Test
    void theBarIsThatOfTheShape() {
        Map<String, Sample> go = Map.of("Ring", sample(10), "PingPong", sample(10), "StartJoin", sample(10));

        assertThat(missed("Ring", peers("weft", 35, "jox", 70), go)).isEmpty();
        assertThat(missed("Ring", peers("weft", 36, "jox", 70), go)).containsExactly("JVM (0.5)", "Go (3.5)");
        assertThat(missed("PingPong", peers("weft", 10.04, "jox", 10), go)).isEmpty();
        assertThat(missed("PingPong", peers("weft", 10.1, "jox", 10), go)).containsExactly("JVM", "Go");
        assertThat(missed("StartJoin", peers("weft", 15, "virtualThread", 14.5, "kotlin", 1), go)).isEmpty();
        assertThat(missed("StartJoin", peers("weft", 15, "virtualThread", 14), go)).containsExactly("bare (1.05)");
    }

    @Test
    void onALoadedMachineOnlyTheBestLibraryCounts() {
        Row row =
                Results.pair(Map.of("Ring", peers("weft", 13, "jox", 10)), Map.of("Ring", sample(1))).rows().getFirst();

        assertThat(Bar.of("Ring", true).missed(row)).isEmpty();
        assertThat(Bar.of("Ring", false).missed(row)).hasSize(2);
    }

    private static List<String> missed(String row, Map<String, Sample> jvm, Map<String, Sample> go) {
        return Bar.of(row, false).missed(Results.pair(Map.of(row, jvm), go).rows().getFirst());
    }

    private static Map<String, Sample> peers(Object... namesAndTimes) {
        Map<String, Sample> peers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTimes.length; i += 2) {
            peers.put((String) namesAndTimes[i], sample(((Number) namesAndTimes[i + 1]).doubleValue()));
        }
        return peers;
    }

    private static Sample sample(double... values) {
        return new Sample(Arrays.stream(values).boxed().toList());
    }
}
