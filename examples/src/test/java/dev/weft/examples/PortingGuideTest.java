package dev.weft.examples;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The porting guide's code compiles as printed, below its imports, and prints what the guide says: Java's, and Go's. */
class PortingGuideTest {
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^```(java imports|java|go|text)\\n(.*?)^```$", Pattern.DOTALL);

    /** What a Go program imports if it uses it. The rest is not in Go's own library: such code is only shown. */
    private static final Map<String, String> GO_IMPORTS = new TreeMap<>(Map.of("fmt", "fmt", "sync", "sync", "atomic",
            "sync/atomic", "time", "time", "context", "context", "errors", "errors"));

    private static final Pattern NOT_IN_GO = Pattern.compile("\\b(?:errgroup|semaphore|singleflight)\\.");

    @TempDir
    static Path dir;

    private static final List<Snippet> SNIPPETS = new ArrayList<>();
    private static String skipped = "";
    private static GoTool go;

    /** A piece of Java, the Go before it (or empty), and what both print. */
    record Snippet(int number, String java, String go, String output) {
        @Override
        public String toString() {
            return number + ": " + java.lines().findFirst().orElse("");
        }
    }

    static List<Snippet> snippets() throws IOException {
        if (SNIPPETS.isEmpty()) {
            read();
        }
        return SNIPPETS;
    }

    static List<Snippet> goSnippets() throws IOException {
        return snippets().stream().filter(s -> !s.go().isEmpty() && !NOT_IN_GO.matcher(s.go()).find()).toList();
    }

    private static String imports = "";

    private static void read() throws IOException {
        List<String[]> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("README.md")));
        while (block.find()) {
            blocks.add(new String[] {block.group(1), block.group(2)});
        }
        for (int i = 0; i < blocks.size(); i++) {
            String kind = blocks.get(i)[0];
            if (kind.equals("java imports")) {
                imports = blocks.get(i)[1];
            } else if (kind.equals("java")) {
                String before = i > 0 && blocks.get(i - 1)[0].equals("go") ? blocks.get(i - 1)[1] : "";
                String output =
                        i + 1 < blocks.size() && blocks.get(i + 1)[0].equals("text") ? blocks.get(i + 1)[1] : "";
                SNIPPETS.add(new Snippet(SNIPPETS.size() + 1, blocks.get(i)[1], before, output));
            }
        }
    }

    @BeforeAll
    @Timeout(value = 7, unit = MINUTES)
    static void compile() throws IOException, InterruptedException {
        assertThat(snippets()).hasSizeGreaterThan(25).allMatch(s -> !s.output().isEmpty());
        compileJava();
        compileGo();
    }

    private static void compileJava() throws IOException {
        Path sources = Files.createDirectory(dir.resolve("java"));
        for (Snippet s : snippets()) {
            Files.writeString(sources.resolve("Guide" + s.number() + ".java"),
                    imports + "public class Guide" + s.number()
                            + " { public static void main(String[] args) throws Exception {\n" + s.java() + "}}\n");
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.list(sources)) {
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(all.toList());
            List<String> options = List.of("--release", "21", "-proc:none", "-d", sources.toString(), "-cp",
                    System.getProperty("java.class.path"));
            assertThat(compiler.getTask(messages, files, null, options, null, units).call()).as("%s", messages)
                    .isTrue();
        }
    }

    private static void compileGo() throws IOException, InterruptedException {
        Path sources = Files.createDirectory(dir.resolve("go"));
        Files.copy(Path.of("src", "main", "go", "go.mod"), sources.resolve("go.mod"));
        for (Snippet s : goSnippets()) {
            StringBuilder text = new StringBuilder("package main\n\nimport (\n");
            GO_IMPORTS.forEach((name, path) -> {
                if (Pattern.compile("\\b" + name + "\\.[A-Z]").matcher(s.go()).find()) {
                    text.append("\t\"").append(path).append("\"\n");
                }
            });
            text.append(")\n\nfunc main() {\n").append(s.go()).append("}\n");
            Path program = Files.createDirectory(sources.resolve("guide" + s.number()));
            Files.writeString(program.resolve("main.go"), text);
        }
        go = new GoTool(sources, dir);
        skipped = go.whyNot();
        if (skipped.isEmpty()) {
            go.build(Files.createDirectory(dir.resolve("programs")));
        } else {
            System.out.println("PortingGuideTest: " + skipped + ", Go's side skipped");
        }
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void printsWhatTheGuideSays(Snippet s) throws Exception {
        PrintStream before = System.out;
        try (URLClassLoader loader = new URLClassLoader(new URL[] {dir.resolve("java").toUri().toURL()})) {
            String printed = Output.text(out -> {
                System.setOut(out);
                try {
                    loader.loadClass("Guide" + s.number()).getMethod("main", String[].class)
                            .invoke(null, (Object) new String[0]);
                } catch (InvocationTargetException e) {
                    throw e.getCause() instanceof Exception cause ? cause : e;
                }
            });
            assertThat(printed).isEqualTo(s.output());
        } finally {
            System.setOut(before);
        }
    }

    @ParameterizedTest
    @MethodSource("goSnippets")
    void soDoesGo(Snippet s) throws Exception {
        assumeTrue(skipped.isEmpty(), skipped);
        assertThat(go.run(dir.resolve("programs").resolve("guide" + s.number()).toString())).isEqualTo(s.output());
    }
}
