package dev.weft.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MenuTest {
    private final Menu menu = new Menu(
            new TreeSet<>(List.of("dev.weft.stress.channel.TwoSenders", "dev.weft.stress.channel.UnbufferedSend",
                    "dev.weft.stress.sync.TwoLockers")),
            List.of("close-without-lock", "rwmutex-lets-readers-in"));

    @Test
    void namesEveryPassEveryTestAndEveryMutant() {
        assertThat(menu.lines()).anyMatch(line -> line.startsWith("  short "))
                .anyMatch(line -> line.contains("\"long [PART]\""))
                .anyMatch(line -> line.contains("\"mutants [PATTERN]\""))
                .anyMatch(line -> line.contains("\"soak [DURATION]\""))
                .anyMatch(line -> line.contains("\"deadlocks [DURATION]\""))
                .anyMatch(line -> line.contains("\"bubbles [DURATION]\""))
                .anyMatch(line -> line.contains("\"leaks [DURATION]\""))
                .anyMatch(line -> line.contains("\"dumps [DURATION]\""))
                .anyMatch(line -> line.contains("\"soak-go [DURATION]\""))
                .contains("  channel: TwoSenders, UnbufferedSend", "  sync: TwoLockers",
                        "  mutants: close-without-lock, rwmutex-lets-readers-in");
    }

    @Test
    void everyTestThatIsWrittenIsThereAndFound() throws IOException {
        Menu real = new Menu(Tests.written(), Mutant.all(Path.of("mutants")).stream().map(Mutant::name).toList());
        String lines = String.join("\n", real.lines());
        for (String test : real.tests()) {
            String simple = test.substring(test.lastIndexOf('.') + 1);
            assertThat(lines).contains(simple);
            assertThat(real.complaint(simple)).isEmpty();
        }
        for (String mutant : real.mutants()) {
            assertThat(real.complaint("mutants", mutant)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"short", "long", "long jcstress-threads", "long mutants", "mutants", "soak", "mutants rwmutex",
                "soak PT5M", "soak-go", "soak-go PT5M",
                "deadlocks PT5M", "deadlocks-go", "leaks", "leaks PT5M", "leaks-go PT5M", "bubbles PT5M", "dumps",
                "dumps-go",
                "TwoLockers",
                "channel\\..*Send", "Two"})
    void whatThereIsIsNotComplainedOf(String pass) {
        assertThat(menu.complaint(pass.split(" "))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "shrot,                     'no pass or test is called \"shrot\"; did you mean short?'",
        "TwoLocker5,                'no pass or test is called \"TwoLocker5\"; did you mean TwoLockers?'",
        "twolockers,                'no pass or test is called \"twolockers\"; did you mean TwoLockers?'",
        "chanel.TwoSenders,         'no pass or test is called \"chanel.TwoSenders\"; did you mean channel.TwoSenders?'",
        "NoSuchTest,                'no pass or test is called \"NoSuchTest\"; to list them all, leave out -Dpass'",
        "mutants close-with-lock,   'no mutant is called \"close-with-lock\"; did you mean close-without-lock?'",
        "mutants no-such,           'no mutant is called \"no-such\"; to list them all, leave out -Dpass'",
        "long program,              'no part of the long pass is called \"program\"; did you mean programs?'",
        "long mutants soak,         'one pass or pattern at a time, not \"long mutants soak\"; '",
        "mutants (,                 '\"(\" is no pattern: '",
        "[,                         '\"[\" is no pattern: '",
        "soak 5m,                   '\"5m\" is no duration; half an hour is PT30M'",
        "soak-og PT5M,             'one pass or pattern at a time, not \"soak-og PT5M\"; '",
        "soakgo,                    'no pass or test is called \"soakgo\"; did you mean soak-go?'",
        "leaks 5m,                  '\"5m\" is no duration; half an hour is PT30M'",
        "leak,                      'no pass or test is called \"leak\"; did you mean leaks or leaks-go?'",
        "soak-go 5m,                '\"5m\" is no duration; half an hour is PT30M'",
        "soak PT0S,                 'nothing can last PT0S'",
        "short TwoLockers,          'one pass or pattern at a time, not \"short TwoLockers\"; '",
        "soak PT1M PT2M,            'one pass or pattern at a time, not \"soak PT1M PT2M\"; '"})
    void aWrongNameIsOneLineWithTheNearest(String pass, String line) {
        assertThat(menu.complaint(pass.split(" ")).orElseThrow()).startsWith(line).doesNotContain("\n");
    }
}
