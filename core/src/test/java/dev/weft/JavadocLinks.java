package dev.weft;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The links in all documented elements: those that are public or protected, in exported packages. A class of its own, as it
 * cannot be loaded where there is no compiler.
 */
final class JavadocLinks extends TreePathScanner<Void, Void> {
    private final DocTrees trees;
    final List<String> dead = new ArrayList<>();
    int count;

    private JavadocLinks(DocTrees trees) {
        this.trees = trees;
    }

    /** Those in the documentation of these sources. */
    static JavadocLinks in(List<JavaFileObject> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
            JavacTask task = (JavacTask) compiler.getTask(null, files, diagnostic -> {}, options, null, sources);
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            task.analyze();
            JavadocLinks links = new JavadocLinks(DocTrees.instance(task));
            links.scan(units, null);
            return links;
        }
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
