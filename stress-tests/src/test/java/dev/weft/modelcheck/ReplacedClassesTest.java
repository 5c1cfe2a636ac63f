package dev.weft.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.time.RealClock;
import dev.weft.internal.wait.Parker;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The classes that replace core's have all of core's methods; otherwise the library would fail only when it calls one.
 */
class ReplacedClassesTest {
    @Test
    void parkerHasAllOfItsMethods() throws Exception {
        assertStandsIn(Parker.class);
    }

    @Test
    void clockHasAllOfItsMethods() throws Exception {
        assertStandsIn(RealClock.class);
    }

    @Test
    void stackRoomHasAllOfItsMethods() throws Exception {
        assertStandsIn(Class.forName("dev.weft.internal.scheduler.StackRoom"));
    }

    private static void assertStandsIn(Class<?> replacement) throws Exception {
        List<Class<?>> both = Collections.list(replacement.getClassLoader().getResources(file(replacement))).stream()
                .<Class<?>>map(url -> {
                    try (InputStream in = url.openStream()) {
                        return new OneClass(in.readAllBytes()).type();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
        assertThat(both).as("the replacement and core's").hasSize(2);
        assertThat(methods(both.get(0))).isEqualTo(methods(replacement)).containsAll(methods(both.get(1)));
    }

    private static String file(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static Set<String> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic())
                .map(ReplacedClassesTest::signature)
                .collect(Collectors.toSet());
    }

    private static String signature(Method method) {
        return Modifier.isStatic(method.getModifiers()) + " " + method.getReturnType().getName() + " "
                + method.getName() + Arrays.stream(method.getParameterTypes())
                        .map(Class::getName)
                        .toList();
    }

    /** Loads one class from its file, and nothing else. */
    private static final class OneClass extends ClassLoader {
        private final byte[] file;

        private OneClass(byte[] file) {
            super(Parker.class.getClassLoader());
            this.file = file;
        }

        private Class<?> type() {
            return defineClass(null, file, 0, file.length);
        }
    }
}
