package dev.weft.internal.trace;

import java.security.CodeSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tells the library's own frames on a stack from those of its users. */
public final class LibraryFrames {
    private static final String PREFIX = "dev.weft.";

    /** What is known of the classes whose names begin so: users may have some, too. */
    private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

    private static final StackWalker WALKER = StackWalker.getInstance();

    private LibraryFrames() {}

    /**
     * Whether a class belongs to the library.
     *
     * @param className the binary name of a class
     * @return false if it is a user's
     */
    public static boolean contain(String className) {
        return className.startsWith(PREFIX) && KNOWN.computeIfAbsent(className, LibraryFrames::isFromHere);
    }

    private static boolean isFromHere(String className) {
        try {
            Class<?> c = Class.forName(className, false, LibraryFrames.class.getClassLoader());
            return Objects.equals(source(c), source(LibraryFrames.class));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static @Nullable Object source(Class<?> c) {
        CodeSource source = c.getProtectionDomain().getCodeSource();
        return source == null ? null : source.getLocation();
    }

    /**
     * Where the current thread was in the user's code when it called the library.
     *
     * @return the innermost call there; null if there is none
     */
    public static @Nullable StackTraceElement caller() {
        return WALKER.walk(frames -> frames.map(StackWalker.StackFrame::toStackTraceElement)
                .filter(f -> !isOfTheJdk(f.getClassName()) && !contain(f.getClassName())).findFirst().orElse(null));
    }

    private static boolean isOfTheJdk(String className) {
        return className.startsWith("java.") || className.startsWith("jdk.");
    }
}
