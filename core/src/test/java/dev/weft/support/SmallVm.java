package dev.weft.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs each test of a class in a virtual machine of its own with a small heap, which it can use up to the last byte;
 * see {@link FullHeap}. Every allocation goes to the heap itself, not to a thread-local buffer, so that it fails at
 * once.
 *
 * <p>Such a test is a method without parameters. Extensions and methods that run before or after a test have no effect.
 */
public final class SmallVm implements InvocationInterceptor {
    private static final List<String> OPTIONS = List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:-UseTLAB");

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Exception {
        invocation.skip();
        ChildVm.run(List.of(), ChildVm.onThisScheduler(OPTIONS), SmallVm.class, method.getTargetClass().getName(),
                method.getExecutable().getName());
    }

    /** Runs in the child; the arguments are the class and the method. */
    public static void main(String[] args) throws Exception {
        Carriers.startAll();
        Class<?> testClass = Class.forName(args[0]);
        Method method = testClass.getDeclaredMethod(args[1]);
        method.setAccessible(true);
        var constructor = testClass.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object test = constructor.newInstance();
        try {
            method.invoke(test);
        } catch (InvocationTargetException e) {
            FullHeap.empty();
            e.getCause().printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }
}
