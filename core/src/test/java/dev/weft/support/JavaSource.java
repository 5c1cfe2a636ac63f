package dev.weft.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;

/**
 * The source of a class, compiled in memory against the class path of the tests: for rules that the compiler enforces.
 */
public final class JavaSource {
    private final String name;
    private final String text;
    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    /**
     * Creates the source of a class in no package.
     *
     * @param name the class's name
     * @param text its whole compilation unit
     */
    public JavaSource(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** Compiles the source and returns the compiler's errors as text; empty if it is correct. */
    public List<String> errors() {
        return diagnostics().stream()
                .map(d -> "line " + d.getLineNumber() + ": " + d.getMessage(null))
                .toList();
    }

    /** Compiles the source and returns the compiler's errors; empty if it is correct. */
    public List<Diagnostic<? extends JavaFileObject>> diagnostics() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Assumptions.assumeTrue(compiler != null, "needs a JDK");
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        classes.clear();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            List<String> options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
            compiler.getTask(null, inMemory(files), diagnostics, options, null, List.of(source())).call();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return diagnostics.getDiagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }

    /** Compiles it, which must succeed, and loads the class. */
    public Class<?> load() {
        List<String> errors = errors();
        if (!errors.isEmpty()) {
            throw new AssertionError(errors + "\n" + text);
        }
        ClassLoader loader = new ClassLoader(JavaSource.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String className) throws ClassNotFoundException {
                ByteArrayOutputStream bytes = classes.get(className);
                if (bytes == null) {
                    throw new ClassNotFoundException(className);
                }
                return defineClass(className, bytes.toByteArray(), 0, bytes.size());
            }
        };
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private JavaFileObject source() {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private JavaFileManager inMemory(StandardJavaFileManager files) {
        return new ForwardingJavaFileManager<>(files) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String className, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("memory:///" + className + ".class"), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                        classes.put(className, bytes);
                        return bytes;
                    }
                };
            }
        };
    }
}
