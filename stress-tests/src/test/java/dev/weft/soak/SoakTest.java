package dev.weft.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnVm.class)
class SoakTest {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    @Test
    void runsForATimeAndSaysWhatItDid() {
        assertThat(run("PT2S", "42")).isZero();
        assertThat(text.toString())
                .contains("seed 42", "live heap:", "threads left over: 0", "all was well")
                .contains("NETWORK", "RING", "BANK", "CROWD");
    }

    @Test
    void runsOneRoundAlone() {
        assertThat(run("--round", "" + Kind.BARRIER.seed(7))).isZero();
    }

    @Test
    void saysHowItIsUsed() {
        assertThat(run()).isEqualTo(2);
        assertThat(text.toString()).contains("--round SEED");
    }

    private int run(String... args) {
        return Soak.run(args, new PrintStream(text, true));
    }
}
