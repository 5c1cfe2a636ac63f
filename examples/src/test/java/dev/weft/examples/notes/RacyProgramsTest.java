package dev.weft.examples.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.examples.Output;
import dev.weft.sync.RWMutex;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The programs whose output is not determined: checks the part that is. */
class RacyProgramsTest {
    @Test
    void oneTwoThreeUnderAReadLockKeepsEachGoroutinesOrder() throws Exception {
        List<String> lines = Output.inVirtualTime(OneTwoThreeReadLock::run);
        assertThat(lines).containsExactlyInAnyOrder("1", "2", "3", "1", "2", "3");
        int[] printed = new int[4];
        for (String line : lines) {
            int number = Integer.parseInt(line);
            printed[number]++;
            assertThat(number == 1 || printed[number] <= printed[number - 1]).as("order of %s", lines).isTrue();
        }
    }

    @Test
    void readersShareTheLock() throws Exception {
        RWMutex lock = new RWMutex();
        lock.rLock(); // a third reader, the whole time
        assertThat(Output.of(out -> OneTwoThreeReadLock.run(lock, out))).hasSize(6);
        lock.rUnlock();
    }

    @Test
    void racyCounterCountsNoMoreThanWasAdded() throws Exception {
        List<String> lines = Output.of(RacyCounter::run);
        assertThat(lines).hasSize(2);
        assertCount(lines.get(0), "x += 1: ");
        assertCount(lines.get(1), "read x, let the others run, write x + 1: ");
    }

    private static void assertCount(String line, String what) {
        assertThat(line).startsWith(what).endsWith(" of 500");
        assertThat(Integer.parseInt(line.substring(what.length()).replace(" of 500", ""))).isBetween(1, 500);
    }

    @Test
    void dataRacePrintsOneOfThreeThings() throws Exception {
        List<String> lines = Output.of(DataRace::run);
        assertThat(lines).isNotEmpty().allMatch(
                line -> line.matches("(printed nothing|printed \"the value is [01]\\.\"): \\d+ of 1000 runs"));
        assertThat(total(lines)).isEqualTo(1000);
    }

    @Test
    void synchronizedMemoryAccessPrintsEveryTime() throws Exception {
        List<String> lines = Output.of(MemoryAccess::run);
        assertThat(lines).isNotEmpty()
                .allMatch(line -> line.matches("printed \"the value is [01]\\.\": \\d+ of 1000 runs"));
        assertThat(total(lines)).isEqualTo(1000);
    }

    @Test
    void starvationReportsBothWorkers() throws Exception {
        List<String> lines = Output.of(out -> Starvation.run(Duration.ofMillis(100), out));
        assertThat(lines.stream().sorted()).satisfiesExactly(
                line -> assertThat(line).matches("Greedy worker was able to execute \\d+ work loops"),
                line -> assertThat(line).matches("Polite worker was able to execute \\d+ work loops\\."));
    }

    @Test
    void contextSwitchReportsBothTimes() throws Exception {
        assertThat(Output.of(out -> ContextSwitch.run(1000, 100, out))).satisfiesExactly(
                line -> assertThat(line).matches("goroutines: 1[,.\\h]?000 messages, [\\d,.\\h]+ ns each"),
                line -> assertThat(line).matches("OS threads: 100 messages, [\\d,.\\h]+ ns each"),
                line -> assertThat(line).startsWith("(the best of 5 rounds, at a glance; "));
    }

    private static int total(List<String> lines) {
        return lines.stream().mapToInt(line -> Integer.parseInt(line.replaceAll(".*: (\\d+) of 1000 runs", "$1")))
                .sum();
    }
}
