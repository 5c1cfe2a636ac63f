package dev.weft.support;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Makes copies of a class that the compilers have not seen yet, so that its code runs in the interpreter, while all that it
 * calls is compiled already. To be used for small classes with a constructor without parameters.
 */
public final class FreshCode extends ClassLoader {
    private final Class<?> copied;

    private FreshCode(Class<?> copied) {
        super(copied.getClassLoader());
        this.copied = copied;
    }

    /** Makes an object of a new copy of the class. */
    public static <T> T copy(Class<? extends T> c, Class<T> type) throws ReflectiveOperationException {
        var constructor = new FreshCode(c).loadClass(c.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.equals(copied.getName())) {
            return super.loadClass(name, resolve);
        }
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = Objects.requireNonNull(getResourceAsStream(file))) {
            byte[] code = in.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
