package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every link in the documentation leads to something that is documented. The javadoc tool silently turns all other
 * links into plain text: above all <code>{&#64;link #lock}</code> where there is a private field of that name beside
 * the method, because without parentheses the field comes first.
 */
class JavadocLinksTest {
    private static final Path SOURCES = Path.of("src", "main", "java");

    @BeforeAll
    static void needsACompiler() {
        assumeTrue(ToolProvider.getSystemJavaCompiler() != null, "needs a JDK");
    }

    @Test
    void allLeadToWhatIsDocumented() throws IOException {
        JavadocLinks links = JavadocLinks.in(sources());
        assertThat(links.dead).isEmpty();
        assertThat(links.count).isGreaterThan(100);
    }

    @Test
    void aLinkToAPrivateFieldIsFound() throws IOException {
        JavadocLinks links = JavadocLinks.in(List.of(source("dev/weft/A.java", """
                package dev.weft;

                /** See {@link #lock}, {@link #lock()}, {@link B#open open}, {@link dev.weft.internal.wait.Parker}, {@link String}. */
                public class A {
                    private int lock;

                    /** @see #hidden() */
                    public void lock() {}

                    /** Nobody reads it: {@link #lock}. */
                    void hidden() {}
                }
                """), source("dev/weft/B.java", """
                package dev.weft;

                public class B {
                    private int open;

                    public void open() {}
                }
                """)));
        assertThat(links.dead).containsExactly("A.java:3: #lock", "A.java:3: B#open",
                "A.java:3: dev.weft.internal.wait.Parker",
                "A.java:7: #hidden()");
        assertThat(links.count).isEqualTo(6);
    }

    private static List<JavaFileObject> sources() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(SOURCES)) {
            files = walk.filter(f -> f.toString().endsWith(".java") && !f.endsWith("module-info.java")).toList();
        }
        List<JavaFileObject> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(source(SOURCES.relativize(file).toString(), Files.readString(file)));
        }
        return sources;
    }

    private static JavaFileObject source(String name, String text) {
        URI uri = URI.create("string:///" + name.replace('\\', '/'));
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
