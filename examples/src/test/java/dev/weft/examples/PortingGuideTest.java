package dev.weft.examples;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.examples.Guide.Snippet;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
 * The Java and Go code on all pages of the porting guide compiles as printed, the Java code below the guide's imports,
 * and prints what the guide says. The names that its tables give for Java occur in that code, and its links lead
 * somewhere.
 */
class PortingGuideTest {
    /**
     * The packages that a Go program imports if it uses them. Others are not in Go's own library: code that needs them
     * is only shown.
     */
    private static final List<String> GO_IMPORTS = List.of("bufio", "cmp", "context", "errors", "fmt", "io",
            "math/rand/v2", "net", "net/http", "net/http/httptest", "os", "os/exec", "os/signal", "reflect", "runtime",
            "runtime/debug", "runtime/pprof", "slices", "strconv", "strings", "sync", "sync/atomic", "syscall",
            "testing", "testing/synctest", "time", "weak");

    /** What the guide needs: WaitGroup.Go is the latest. */
    private static final String GO_MOD = "module weft.dev/guide\n\ngo 1.25\n";

    private static final Pattern NOT_IN_GO = Pattern.compile("\\b(?:errgroup|rate|semaphore|singleflight)\\.");

    @TempDir
    static Path dir;

    private static Guide guide;
    private static String skipped = "";
    private static GoTool go;

    static List<Snippet> snippets() throws IOException {
        return guide().snippets().stream().filter(s -> !s.untilSignal() && !s.isTest()).toList();
    }

    static List<Snippet> tests() throws IOException {
        return guide().snippets().stream().filter(Snippet::isTest).toList();
    }

    static List<Snippet> goSnippets() throws IOException {
        return snippets().stream().filter(s -> isGo(s) && !s.isTestInGo()).toList();
    }

    static List<Snippet> goTests() throws IOException {
        return guide().snippets().stream().filter(Snippet::isTestInGo).toList();
    }

    static List<Snippet> untilSignal() throws IOException {
        return guide().snippets().stream().filter(Snippet::untilSignal).toList();
    }

    private static boolean isGo(Snippet s) {
        return !s.go().isEmpty() && !NOT_IN_GO.matcher(s.go()).find();
    }

    private static Guide guide() throws IOException {
        if (guide == null) {
            guide = new Guide();
        }
        return guide;
    }

    @BeforeAll
    @Timeout(value = 7, unit = MINUTES)
    static void compile() throws IOException, InterruptedException {
        assertThat(guide().snippets()).hasSizeGreaterThan(50).allMatch(s -> !s.output().isEmpty());
        compileJava();
        compileGo();
    }

    private static void compileJava() throws IOException {
        Path sources = Files.createDirectory(dir.resolve("java"));
        for (Snippet s : guide().snippets()) {
            String program = "public class Guide" + s.number()
                    + " { public static void main(String[] args) throws Exception {\n" + s.java() + "}}\n";
            Files.writeString(sources.resolve("Guide" + s.number() + ".java"),
                    s.imports() + (s.isTest() ? s.java() : program));
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
        for (Snippet s : guide().snippets().stream().filter(PortingGuideTest::isGo).toList()) {
            StringBuilder text = new StringBuilder("package main\n\nimport (\n");
            boolean isTest = s.isTestInGo();
            for (String path : GO_IMPORTS) {
                String name = path.replaceFirst("/v\\d$", "").replaceFirst(".*/", "");
                if (Pattern.compile("\\b" + name + "\\.[A-Z]").matcher(s.go()).find()) {
                    text.append("\t\"").append(path).append("\"\n");
                }
            }
            text.append(")\n\n");
            // Code that declares functions has its own main, too.
            text.append(isTest || s.go().contains("func main() {\n") ? s.go() : "func main() {\n" + s.go() + "}\n");
            Path program = Files.createDirectory(sources.resolve("guide" + s.number()));
            Files.writeString(program.resolve(isTest ? "main_test.go" : "main.go"), text);
        }
        go = new GoTool(sources, dir);
        skipped = go.whyNot();
        if (skipped.isEmpty()) {
            Path programs = Files.createDirectory(dir.resolve("programs"));
            go.build(programs);
            for (Snippet s : goTests()) {
                go.buildTest("guide" + s.number(), programs);
            }
        } else {
            System.out.println("PortingGuideTest: " + skipped + ", Go's side skipped");
        }
    }

    /** A program started by "nohup" never gets a SIGHUP, in Java or in Go. */
    private static void assumeSignalsArrive(Snippet s) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (s.java().contains("\"HUP\"") && Files.exists(status)) {
            String ignored = Files.readString(status).replaceAll("(?s).*SigIgn:\\s*(\\p{XDigit}+).*", "$1");
            assumeTrue((Long.parseUnsignedLong(ignored, 16) & 1) == 0, "SIGHUP is ignored");
        }
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void printsWhatTheGuideSays(Snippet s) throws Exception {
        assumeSignalsArrive(s);
        assertThat(printed(loader -> {
            try {
                loader.loadClass("Guide" + s.number()).getMethod("main", String[].class)
                        .invoke(null, (Object) new String[0]);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        })).isEqualTo(s.output());
    }

    @ParameterizedTest
    @MethodSource("tests")
    void testsPassOrFailAsTheGuideSays(Snippet s) throws Exception {
        assertThat(printed(loader -> TestRun.run(loader, s.java()))).isEqualTo(s.output());
    }

    private interface Program {
        void run(ClassLoader loader) throws Exception;
    }

    private static String printed(Program program) throws Exception {
        PrintStream before = System.out;
        try (URLClassLoader loader = new URLClassLoader(new URL[] {dir.resolve("java").toUri().toURL()})) {
            return Output.text(out -> {
                System.setOut(out);
                program.run(loader);
            });
        } finally {
            System.setOut(before);
        }
    }

    @ParameterizedTest
    @MethodSource("goSnippets")
    void soDoesGo(Snippet s) throws Exception {
        assumeTrue(skipped.isEmpty(), skipped);
        assumeSignalsArrive(s);
        assertThat(go.run(dir.resolve("programs").resolve("guide" + s.number()).toString())).isEqualTo(s.output());
    }

    @ParameterizedTest
    @MethodSource("goTests")
    void soDoGosTests(Snippet s) throws Exception {
        assumeTrue(skipped.isEmpty(), skipped);
        String printed = go.run(dir.resolve("programs").resolve("guide" + s.number() + ".test").toString());
        assertThat(printed).isEqualTo(TestRun.withoutVerdict(s.output()) + "PASS\n");
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
        String code = String.join("", guide().snippets().stream().map(Snippet::java).toList());
        assertThat(guide().calls()).hasSizeGreaterThan(30).allSatisfy(
                call -> assertThat(Pattern.compile("\\b" + Pattern.quote(call)).matcher(code).find()).as(call)
                        .isTrue());
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        assertThat(Guide.brokenLinks()).isEmpty();
    }
}
