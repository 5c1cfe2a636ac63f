package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ReferenceTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTreePath;
import com.sun.source.util.DocTreePathScanner;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Every link in the documentation leads to something that is documented. The javadoc tool silently turns all other
 * links into plain text: above all <code>{&#64;link #lock}</code> where there is a private field of that name beside
 * the method, because without parentheses the field comes first.
 */
class JavadocLinksTest {
    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void allLeadToWhatIsDocumented() throws IOException {
        Links links = links(sources());
        assertThat(links.dead).isEmpty();
        assertThat(links.count).isGreaterThan(100);
    }

    @Test
    void aLinkToAPrivateFieldIsFound() throws IOException {
        Links links = links(List.of(source("dev/weft/A.java", """
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

    private static Links links(List<JavaFileObject> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
            JavacTask task = (JavacTask) compiler.getTask(null, files, diagnostic -> {}, options, null, sources);
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            task.analyze();
            Links links = new Links(DocTrees.instance(task));
            links.scan(units, null);
            return links;
        }
    }

    /** The links in all documented elements: those that are public or protected, in exported packages. */
    private static final class Links extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final List<String> dead = new ArrayList<>();
        private int count;

        Links(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitPackage(PackageTree tree, Void nothing) {
            look(tree);
            return super.visitPackage(tree, nothing);
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            look(tree);
            return super.visitClass(tree, nothing);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            look(tree);
            return null; // its members have no documentation
        }

        @Override
        public Void visitVariable(VariableTree tree, Void nothing) {
            look(tree);
            return null;
        }

        private void look(Tree tree) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment == null || !isDocumented(trees.getElement(getCurrentPath()))) {
                return;
            }
            CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
            new DocTreePathScanner<Void, Void>() {
                @Override
                public Void visitReference(ReferenceTree reference, Void nothing) {
                    count++;
                    Element to = trees.getElement(getCurrentPath());
                    if (to == null || !isDocumented(to)) {
                        long position = trees.getSourcePositions().getStartPosition(unit, comment, reference);
                        dead.add(Path.of(unit.getSourceFile().getName()).getFileName() + ":"
                                + unit.getLineMap().getLineNumber(position) + ": " + reference.getSignature());
                    }
                    return super.visitReference(reference, nothing);
                }
            }.scan(new DocTreePath(getCurrentPath(), comment), null);
        }

        /** Whether some page documents the element; elements outside Weft are documented elsewhere. */
        private static boolean isDocumented(Element element) {
            for (Element e = element; e != null; e = e.getEnclosingElement()) {
                if (e instanceof PackageElement p) {
                    String name = p.getQualifiedName().toString();
                    return !name.equals("dev.weft.internal") && !name.startsWith("dev.weft.internal.");
                }
                if (e.getKind() != ElementKind.TYPE_PARAMETER && !e.getModifiers().contains(Modifier.PUBLIC)
                        && !e.getModifiers().contains(Modifier.PROTECTED)) {
                    return false;
                }
            }
            return true;
        }
    }
}
