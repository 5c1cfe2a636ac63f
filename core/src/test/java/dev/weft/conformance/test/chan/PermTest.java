package dev.weft.conformance.test.chan;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.JavaSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The compiler knows the directions: it rejects what must not be done with a send-only or receive-only channel, and
 * nothing else. {@code both} is a channel for both directions, {@code out} one to send to, {@code in} one to receive
 * from.
 */
@DisplayName("test/chan/perm.go")
class PermTest {
    private static final String NO_SUCH_METHOD = "no such method";
    private static final String WRONG_TYPE = "wrong type";
    private static final String NOT_ITERABLE = "not iterable";
    private static final String NOT_AN_OBJECT = "not an object";

    private static final Map<String, String> REASONS = Map.of(
            "compiler.err.cant.resolve.location.args", NO_SUCH_METHOD,
            "compiler.err.prob.found.req", WRONG_TYPE,
            "compiler.err.cant.apply.symbol", WRONG_TYPE, // how an argument's type is reported varies
            "compiler.err.foreach.not.applicable.to.type", NOT_ITERABLE,
            "compiler.err.cant.deref", NOT_AN_OBJECT);

    private static final List<String> LEGAL = List.of(
            "in = both;",
            "out = both;",
            "both.send(0);",
            "both.receive();",
            "int x = both.receiveOr(0);",
            "in.receive();",
            "int x = in.receiveOr(0);",
            "out.send(0);",
            "select(send(both, 0));",
            "select(receive(both));",
            "select(receive(in));",
            "select(send(out, 0));",
            "send(both, 0).channel(out);",
            "receive(both).channel(in);",
            "for (int x : both) {}",
            "for (int x : in) {}",
            "both.close();",
            "out.close();",
            "try (both) {}",
            "try (out) {}");

    /** What must be rejected, and why. */
    private static final Map<String, String> ILLEGAL = Map.ofEntries(
            entry("both = in;", WRONG_TYPE),
            entry("both = out;", WRONG_TYPE),
            entry("in = out;", WRONG_TYPE),
            entry("out = in;", WRONG_TYPE),
            entry("number.receive();", NOT_AN_OBJECT),
            entry("number.send(2);", NOT_AN_OBJECT),
            entry("in.send(0);", NO_SUCH_METHOD),
            entry("in.trySend(0);", NO_SUCH_METHOD),
            entry("out.receive();", NO_SUCH_METHOD),
            entry("int x = out.receiveOr(0);", NO_SUCH_METHOD),
            entry("out.tryReceive();", NO_SUCH_METHOD),
            entry("select(send(in, 0));", WRONG_TYPE),
            entry("select(receive(out));", WRONG_TYPE),
            entry("send(both, 0).channel(in);", WRONG_TYPE),
            entry("receive(both).channel(out);", WRONG_TYPE),
            entry("for (int x : out) {}", NOT_ITERABLE),
            entry("out.forEach(x -> {});", NO_SUCH_METHOD),
            entry("out.stream();", NO_SUCH_METHOD),
            entry("in.close();", NO_SUCH_METHOD),
            entry("try (in) {}", WRONG_TYPE),
            entry("number.close();", NOT_AN_OBJECT));

    @Test
    @DisplayName("perm: legal")
    void whatIsLegalCompiles() {
        assertThat(errors(LEGAL)).isEmpty();
    }

    @Test
    @DisplayName("perm: illegal")
    void whatIsIllegalIsRejectedForThatReason() {
        assertThat(errors(ILLEGAL.keySet())).isEqualTo(ILLEGAL);
    }

    /** Compiles each of the statements, and returns the errors of those that are rejected. */
    private static Map<String, String> errors(Collection<String> statements) {
        List<String> lines = new ArrayList<>();
        lines.add("import dev.weft.*; import static dev.weft.Select.*; class Statements {");
        for (String statement : statements) {
            lines.add("void m" + lines.size()
                    + "(Channel<Integer> both, SendChannel<Integer> out, ReceiveChannel<Integer> in,"
                    + " int number) throws Exception { " + statement + " }");
        }
        lines.add("}");
        Map<String, String> errors = new TreeMap<>();
        for (Diagnostic<?> error : new JavaSource("Statements", String.join("\n", lines)).diagnostics()) {
            String line = lines.get((int) error.getLineNumber() - 1);
            String statement = statements.stream()
                    .filter(s -> line.contains("{ " + s + " }"))
                    .findAny()
                    .orElse(line);
            String reason = REASONS.getOrDefault(error.getCode(), error.toString());
            errors.merge(statement, reason, (a, b) -> a + " and " + b);
        }
        return errors;
    }
}
