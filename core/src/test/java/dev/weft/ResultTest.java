package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ResultTest {
    @Test
    void aValue() throws Exception {
        Result<Integer> r = Result.of(() -> 42);
        assertThat(r.value()).isEqualTo(42);
        assertThat(r.error()).isNull();
        assertThat(r.valueOrThrow()).isEqualTo(42);
        assertThat(r).isEqualTo(new Result<>(42, null));
    }

    @Test
    void anErrorIsThatVeryObject() throws Exception {
        IOException e = new IOException("broken");
        Result<Integer> r = Result.of(() -> {
            throw e;
        });
        assertThat(r.value()).isNull();
        assertThat(r.error()).isSameAs(e);
        assertThatThrownBy(r::valueOrThrow).isSameAs(e);
    }

    @Test
    void nullIsAValue() throws Exception {
        Result<String> r = Result.of(() -> null);
        assertThat(r.error()).isNull();
        assertThat(r.valueOrThrow()).isNull();
    }

    @Test
    void bothAsInGo() {
        IOException eof = new IOException("EOF");
        Result<Integer> r = new Result<>(3, eof);
        assertThat(r.value()).isEqualTo(3);
        assertThatThrownBy(r::valueOrThrow).isSameAs(eof);
    }

    @Test
    void anInterruptPasses() {
        InterruptedException asked = new InterruptedException();
        assertThatThrownBy(() -> Result.of(() -> {
            throw asked;
        })).isSameAs(asked);
        UncheckedInterruptedException unchecked = new UncheckedInterruptedException(asked);
        assertThatThrownBy(() -> Result.of(() -> {
            throw unchecked;
        })).isSameAs(unchecked);
    }

    @Test
    void soDoesAnError() {
        AssertionError error = new AssertionError();
        assertThatThrownBy(() -> Result.of(() -> {
            throw error;
        })).isSameAs(error);
    }

    @Test
    void nullIsNoCall() {
        assertThatThrownBy(() -> Result.of(null)).isInstanceOf(NullPointerException.class);
    }
}
