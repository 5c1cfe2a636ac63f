package dev.weft.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages of the porting guide: their code, and what their tables name. */
final class Guide {
    static final List<String> PAGES =
            List.of("README.md", "PATTERNS.md", "RECIPES.md", "ATOMICS.md", "CONTEXTS.md", "TESTING.md", "LEAKS.md",
                    "FLIGHT-RECORDER.md", "FROM-JUC.md");

    /**
     * A program marked "until SIGTERM" is started on its own, and gets the signal when it has printed its first line. Tests,
     * in Go as in Java, stand on their own, in no method.
     */
    private static final Pattern BLOCK = Pattern.compile(
            "(?m)^```(java imports|java|java until SIGTERM|java test|go|go test|text)\\n(.*?)^```$", Pattern.DOTALL);

    /** A table of names, and what a row says about Java; its first row is the line below the headings. */
    private static final Pattern TABLE = Pattern
            .compile("(?m)^\\| (?:Go \\| Java|java\\.util\\.concurrent \\| Weft) \\|\\n((?:\\|.*\\n)+)");

    private static final Pattern JAVA_COLUMN = Pattern.compile("(?m)^\\|.* \\| (.*) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CALL = Pattern.compile("\\b\\w+\\(");

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s:]*)(?:#([^)\\s]*))?\\)");

    private final List<Snippet> snippets = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private String commonImports = "";

    /**
     * A piece of Java code and its imports, the Go code before it (or empty), what both print, and the kind of the Java code.
     */
    record Snippet(int number, String page, String imports, String java, String go, String output, String kind) {
        boolean untilSignal() {
            return kind.equals("java until SIGTERM");
        }

        boolean isTest() {
            return kind.equals("java test");
        }

        boolean isTestInGo() {
            return go.contains("func Test");
        }

        @Override
        public String toString() {
            return number + ", " + page + ": " + java.lines().findFirst().orElse("");
        }
    }

    /** A block of code: its kind, and its text. */
    private record Block(String kind, String text) {
        boolean isJava() {
            return kind.startsWith("java") && !kind.equals("java imports");
        }

        boolean isGo() {
            return kind.startsWith("go");
        }
    }

    /** Reads all pages. */
    Guide() throws IOException {
        for (String page : PAGES) {
            String text = Files.readString(Path.of(page));
            readCode(page, text);
            readTables(text);
        }
    }

    /** All the Java code there is, in the order of the pages. */
    List<Snippet> snippets() {
        return snippets;
    }

    /** The methods that the tables of names give for Java, each as {@code name(}. */
    List<String> calls() {
        return calls;
    }

    /**
     * The output is below the last piece of code that prints it: below Go's and Java's, or below Java's without Weft
     * and with it.
     */
    private void readCode(String page, String text) {
        String imports = commonImports;
        List<Block> blocks = BLOCK.matcher(text).results().map(m -> new Block(m.group(1), m.group(2))).toList();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.kind().equals("java imports")) {
                imports += block.text();
                if (commonImports.isEmpty()) {
                    commonImports = imports; // the first page's hold for all
                }
            } else if (block.isJava()) {
                String go = i > 0 && blocks.get(i - 1).isGo() ? blocks.get(i - 1).text() : "";
                int below = i + 1 < blocks.size() && blocks.get(i + 1).isJava() ? i + 2 : i + 1;
                String output =
                        below < blocks.size() && blocks.get(below).kind().equals("text")
                                ? blocks.get(below).text()
                                : "";
                snippets.add(new Snippet(snippets.size() + 1, page, imports, block.text(), go, output,
                        block.kind()));
            }
        }
    }

    private void readTables(String text) {
        TABLE.matcher(text).results().map(t -> t.group(1))
                .flatMap(rows -> JAVA_COLUMN.matcher(rows).results().map(r -> r.group(1)))
                .flatMap(java -> CODE.matcher(java).results().map(c -> c.group(1)))
                .forEach(c -> CALL.matcher(c).results().forEach(call -> calls.add(call.group())));
    }

    /**
     * Links on the pages, and in the main README, that lead nowhere: to a file that is not there, or to a heading that
     * the page does not have.
     */
    static List<String> brokenLinks() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("..", "README.md")));
        PAGES.forEach(page -> pages.add(Path.of(page)));
        Map<Path, List<String>> anchors = new TreeMap<>();
        List<String> broken = new ArrayList<>();
        for (Path page : pages) {
            Matcher link = LINK.matcher(withoutCode(Files.readString(page)));
            while (link.find()) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target)) {
                    broken.add(page + ": " + link.group());
                } else if (link.group(2) != null) {
                    if (!anchors.containsKey(target)) {
                        anchors.put(target, anchors(target));
                    }
                    if (!anchors.get(target).contains(link.group(2))) {
                        broken.add(page + ": " + link.group());
                    }
                }
            }
        }
        return broken;
    }

    /** The names of a page's headings in links: in lower case, with hyphens, without other punctuation. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(withoutCode(Files.readString(page))).results().map(
                m -> m.group(1).toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ',
                        '-'))
                .toList();
    }

    private static String withoutCode(String page) {
        return page.replaceAll("(?ms)^```.*?^```$", "");
    }
}
