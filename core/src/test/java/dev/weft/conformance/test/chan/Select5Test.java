package dev.weft.conformance.test.chan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.JavaSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every way to write a send, a receive and a select when porting a program: generated as source, compiled, and run. */
@DisplayName("test/chan/select5.go")
class Select5Test {
    @Test
    @DisplayName("select5")
    void everyFormDoesOneSendAndOneReceiveAndEvaluatesInOrder() throws Throwable {
        String source = Select5Source.write();
        Class<?> program = new JavaSource(Select5Source.NAME, source).load();
        List<Method> forms = Arrays.stream(program.getMethods())
                .filter(m -> m.getName().startsWith("form"))
                .toList();
        assertThat(forms).hasSizeGreaterThanOrEqualTo(1_045); // as many as Go's program has
        for (Method form : forms) {
            try {
                form.invoke(null);
            } catch (InvocationTargetException e) {
                int start = source.indexOf("void " + form.getName() + "()");
                throw new AssertionError(source.substring(start, source.indexOf("\n    }\n", start)), e.getCause());
            }
        }
        System.out.println("select5: " + forms.size() + " forms");
    }
}
