package dev.weft.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.soak.OwnVm;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnVm.class)
class LeaksTest {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    @Test
    void runsForATimeAndSaysWhatItFound() throws Exception {
        assertThat(run("PT2S", "42")).as("%s", text).isZero();
        assertThat(text.toString()).contains("seed 42", "all was well").containsPattern("[1-9]\\d* leaked");
    }

    @Test
    void runsOneProgramAlone() throws Exception {
        assertThat(run("--program", "7")).as("%s", text).isZero();
    }

    @Test
    void saysHowItIsUsed() throws Exception {
        assertThat(run()).isEqualTo(2);
        assertThat(text.toString()).contains("--program SEED");
    }

    private int run(String... args) throws Exception {
        return Leaks.run(args, new PrintStream(text, true));
    }
}
