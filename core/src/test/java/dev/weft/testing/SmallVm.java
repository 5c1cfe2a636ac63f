package dev.weft.testing;

import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs each test of a class in a virtual machine of its own with a small heap, which it can use up to the last bytes: see
 * {@link FullHeap}. Every allocation goes to the heap itself, none to a buffer of the thread, so that it fails there and then.
 *
 * <p>Such a test is a method without parameters; fields, extensions, and methods that run before and after it do not count.
 */
public final class SmallVm implements InvocationInterceptor {
    private static final List<String> OPTIONS = List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:-UseTLAB");

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Exception {
        invocation.skip();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (option.startsWith("-Djdk.virtualThreadScheduler.")) { // as few carriers as here
                command.add(option);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SmallVm.class.getName()));
        command.add(method.getTargetClass().getName());
        command.add(method.getExecutable().getName());
        Path output = Files.createTempFile("weft", ".txt");
        try {
            Process child = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = child.waitFor(2 * Goroutines.LONG.toMillis(), TimeUnit.MILLISECONDS);
            child.destroyForcibly().waitFor();
            if (!ended || child.exitValue() != 0) {
                throw new AssertionError((ended ? "failed:\n" : "hangs:\n") + Files.readString(output));
            }
        } finally {
            Files.delete(output);
        }
    }

    /** The child: class and method. */
    public static void main(String[] args) throws Exception {
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
