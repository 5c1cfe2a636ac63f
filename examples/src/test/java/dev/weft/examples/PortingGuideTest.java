package dev.weft.examples;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The porting guide's code, on both its pages, compiles as printed, below the guide's imports, and prints what the
 * guide says: Java's, and Go's. The Java names in its tables occur in that code.
 */
class PortingGuideTest {
    private static final List<String> PAGES = List.of("README.md", "PATTERNS.md");

    /** A program "until SIGTERM" is started on its own, and gets the signal when it has printed its first line. */
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^```(java imports|java|java until SIGTERM|go|text)\\n(.*?)^```$", Pattern.DOTALL);

    /** A table of names, and what a row gives for Java; its first row is the line below the headings. */
    private static final Pattern TABLE = Pattern.compile("(?m)^\\| Go \\| Java \\|\\n((?:\\|.*\\n)+)");

    private static final Pattern JAVA_COLUMN = Pattern.compile("(?m)^\\|.* \\| (.*) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CALL = Pattern.compile("\\b\\w+\\(");

    /**
     * Imports that a Go program gets if it uses them. Others are not in Go's own library: code with those is only
     * shown.
     */
    private static final List<String> GO_IMPORTS = List.of("context", "errors", "fmt", "os", "os/signal", "reflect",
            "runtime", "runtime/debug", "strconv", "strings", "sync", "sync/atomic", "syscall", "time");

    /** What the guide needs: WaitGroup.Go is its most recent addition. */
    private static final String GO_MOD = "module weft.dev/guide\n\ngo 1.25\n";

    private static final Pattern NOT_IN_GO = Pattern.compile("\\b(?:errgroup|semaphore|singleflight|rate)\\.");

    @TempDir
    static Path dir;

    private static final List<Snippet> SNIPPETS = new ArrayList<>();
    private static String skipped = "";
    private static GoTool go;

    /** A piece of Java, the Go before it (or empty), what both print, and whether that takes a signal. */
    record Snippet(int number, String java, String go, String output, boolean untilSignal) {
        @Override
        public String toString() {
            return number + ": " + java.lines().findFirst().orElse("");
        }
    }

    static List<Snippet> snippets() throws IOException {
        return all().stream().filter(s -> !s.untilSignal()).toList();
    }

    static List<Snippet> goSnippets() throws IOException {
        return snippets().stream().filter(PortingGuideTest::isGo).toList();
    }

    static List<Snippet> untilSignal() throws IOException {
        return all().stream().filter(Snippet::untilSignal).toList();
    }

    private static boolean isGo(Snippet s) {
        return !s.go().isEmpty() && !NOT_IN_GO.matcher(s.go()).find();
    }

    private static List<Snippet> all() throws IOException {
        if (SNIPPETS.isEmpty()) {
            for (String page : PAGES) {
                read(Files.readString(Path.of(page)));
            }
        }
        return SNIPPETS;
    }

    private static String imports = "";

    private static void read(String page) {
        List<String[]> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            blocks.add(new String[] {block.group(1), block.group(2)});
        }
        for (int i = 0; i < blocks.size(); i++) {
            String kind = blocks.get(i)[0];
            if (kind.equals("java imports")) {
                imports = blocks.get(i)[1];
            } else if (kind.startsWith("java")) {
                String before = i > 0 && blocks.get(i - 1)[0].equals("go") ? blocks.get(i - 1)[1] : "";
                String output =
                        i + 1 < blocks.size() && blocks.get(i + 1)[0].equals("text") ? blocks.get(i + 1)[1] : "";
                SNIPPETS.add(new Snippet(SNIPPETS.size() + 1, blocks.get(i)[1], before, output,
                        kind.endsWith("until SIGTERM")));
            }
        }
    }

    @BeforeAll
    @Timeout(value = 7, unit = MINUTES)
    static void compile() throws IOException, InterruptedException {
        assertThat(all()).hasSizeGreaterThan(50).allMatch(s -> !s.output().isEmpty());
        compileJava();
        compileGo();
    }

    private static void compileJava() throws IOException {
        Path sources = Files.createDirectory(dir.resolve("java"));
        for (Snippet s : all()) {
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
        Files.writeString(sources.resolve("go.mod"), GO_MOD);
        for (Snippet s : all().stream().filter(PortingGuideTest::isGo).toList()) {
            StringBuilder text = new StringBuilder("package main\n\nimport (\n");
            for (String path : GO_IMPORTS) {
                String name = path.substring(path.lastIndexOf('/') + 1);
                if (Pattern.compile("\\b" + name + "\\.[A-Z]").matcher(s.go()).find()) {
                    text.append("\t\"").append(path).append("\"\n");
                }
            }
            text.append(")\n\n");
            // Code with functions of its own has its own main, too.
            text.append(s.go().contains("func main() {\n") ? s.go() : "func main() {\n" + s.go() + "}\n");
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

    @ParameterizedTest
    @MethodSource("untilSignal")
    void endsOnASignal(Snippet s) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = dir.resolve("java") + File.pathSeparator + System.getProperty("java.class.path");
        assertThat(printedUntilSignal(s, java, "-cp", classes, "Guide" + s.number())).isEqualTo(s.output());
    }

    @ParameterizedTest
    @MethodSource("untilSignal")
    void soDoesGoOnASignal(Snippet s) throws Exception {
        assumeTrue(skipped.isEmpty(), skipped);
        String program = dir.resolve("programs").resolve("guide" + s.number()).toString();
        assertThat(printedUntilSignal(s, program)).isEqualTo(s.output());
    }

    private static String printedUntilSignal(Snippet s, String... command) throws Exception {
        Path output = Files.createTempFile(dir, "output", "");
        Process process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assumeTrue(process.supportsNormalTermination(), "no SIGTERM");
            Await.until("the first line", () -> Files.readString(output).contains("\n") || !process.isAlive());
            process.destroy();
            assertThat(process.waitFor(Output.LONG.toMillis(), MILLISECONDS)).as("%s ends", s).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output).replace(System.lineSeparator(), "\n");
    }

    @Test
    void whatTablesNameStandsInTheCode() throws IOException {
        String code = String.join("", all().stream().map(Snippet::java).toList());
        List<String> calls = new ArrayList<>();
        for (String page : PAGES) {
            TABLE.matcher(Files.readString(Path.of(page))).results().map(t -> t.group(1))
                    .flatMap(rows -> JAVA_COLUMN.matcher(rows).results().map(r -> r.group(1)))
                    .flatMap(java -> CODE.matcher(java).results().map(c -> c.group(1)))
                    .forEach(c -> CALL.matcher(c).results().forEach(call -> calls.add(call.group())));
        }
        assertThat(calls).hasSizeGreaterThan(30).allSatisfy(
                call -> assertThat(Pattern.compile("\\b" + Pattern.quote(call)).matcher(code).find()).as(call)
                        .isTrue());
    }
}
