package dev.weft.examples.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.examples.Output;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmailTest {
    @Test
    void everyMailArrivesOnceWhoeverSendsIt() throws Exception {
        List<String> lines = Output.of(out -> Email.run(out, 50));
        assertThat(lines).hasSize(6).startsWith("50 e-mails to an SMTP server that takes 5 ms to greet", "");
        assertThat(lines.get(2)).matches(" +time +e-mails/s +on the server");
        String times = " +\\d+ ms +\\d+ +50, each once";
        assertThat(lines.get(3)).matches("one by one" + times);
        assertThat(lines.get(4)).matches("20 goroutines" + times);
        assertThat(lines.get(5)).matches(Runtime.getRuntime().availableProcessors() + " OS threads?" + times);
    }

    @Test
    void lossAndDuplicationAreSeen() {
        List<Mail> batch = List.of(mail("a"), mail("b"), mail("c"));
        assertThat(Email.delivered(batch, List.of("c", "a", "b"))).isEqualTo("3, each once");
        assertThat(Email.delivered(batch, List.of("a", "b"))).isEqualTo("2: 1 missing, 0 twice or unknown");
        assertThat(Email.delivered(batch, List.of("a", "b", "c", "a"))).isEqualTo("4: 0 missing, 1 twice or unknown");
        assertThat(Email.delivered(batch, List.of("a", "b", "x"))).isEqualTo("3: 1 missing, 1 twice or unknown");
    }

    private static Mail mail(String subject) {
        return new Mail("someone@example.org", subject, "");
    }
}
