package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses the table in one thread, and so without the lock. */
class FlightTableTest {
    private final FlightTable<String, Integer> table = new FlightTable<>();

    private Flight<String, Integer> add(String key, int hash) {
        Flight<String, Integer> flight = new Flight<>(key, hash, null, null);
        Flight<String, Integer>[] larger = table.larger();
        if (larger != null) {
            table.grow(larger);
        }
        table.add(flight);
        return flight;
    }

    private List<Flight<String, Integer>> with(int hash) {
        List<Flight<String, Integer>> all = new ArrayList<>();
        for (Flight<String, Integer> f = table.next(hash, null); f != null; f = table.next(hash, f)) {
            all.add(f);
        }
        return all;
    }

    private static void land(Flight<String, Integer> flight) {
        flight.fly(() -> 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 1_000}) // the number of hashes; the table begins with 16 lists
    void allAreFoundInTheirOrderHoweverTheTableGrows(int hashes) {
        List<List<Flight<String, Integer>>> added = new ArrayList<>();
        for (int i = 0; i < hashes; i++) {
            added.add(new ArrayList<>());
        }
        for (int i = 0; i < 3_000; i++) {
            int hash = i % hashes;
            added.get(hash).add(add("" + i, hash));
        }
        for (int hash = 0; hash < hashes; hash++) {
            assertThat(with(hash)).isEqualTo(added.get(hash));
        }
        assertThat(with(hashes)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whicheverIsTakenOutTheOthersStay(int which) {
        List<Flight<String, Integer>> all = new ArrayList<>(List.of(add("a", 7), add("b", 7 + 16), add("c", 7)));
        Flight<String, Integer> out = all.get(which);
        table.remove(out);
        table.remove(out);
        assertThat(with(7).contains(out) || with(7 + 16).contains(out)).isFalse();
        assertThat(with(7).size() + with(7 + 16).size()).isEqualTo(2);
        Flight<String, Integer> last = add("d", 7);
        assertThat(with(7)).endsWith(last);
    }

    @Test
    void oneThatHasLandedIsNotFoundAndLeavesTheTable() {
        Flight<String, Integer> first = add("a", 1);
        Flight<String, Integer> second = add("b", 1);
        land(first);
        assertThat(first.listed).isTrue();
        assertThat(with(1)).containsExactly(second);
        assertThat(first.listed).isFalse();
    }

    @Test
    void whoeverStandsAtOneThatLeavesBeginsAnew() {
        Flight<String, Integer> first = add("a", 1);
        Flight<String, Integer> second = add("b", 1);
        Flight<String, Integer> third = add("c", 1);
        assertThat(table.next(1, null)).isSameAs(first);
        assertThat(table.next(1, first)).isSameAs(second);
        table.remove(second);
        assertThat(table.next(1, second)).isSameAs(first);
        assertThat(table.next(1, first)).isSameAs(third);
        Flight<String, Integer> fourth = add("d", 1);
        assertThat(table.next(1, third)).as("one that came meanwhile").isSameAs(fourth);
    }

    @Test
    void itGrowsOnlyOnce() {
        for (int i = 0; i < 12; i++) {
            add("" + i, i);
        }
        Flight<String, Integer>[] larger = table.larger();
        Flight<String, Integer>[] another = table.larger();
        assertThat(larger).hasSize(32);
        table.grow(larger);
        table.grow(another);
        for (int i = 0; i < 12; i++) {
            assertThat(with(i)).hasSize(1);
        }
        assertThat(table.larger()).isNull();
    }
}
