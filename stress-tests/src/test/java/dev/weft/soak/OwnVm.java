package dev.weft.soak;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs each test method in a virtual machine of its own, with the library as it is: in this one, the model checker's
 * tests have replaced the parker by one that cannot wait for a time. Parameters may be enum constants.
 */
public class OwnVm implements InvocationInterceptor {
    private static final long LIMIT_MINUTES = 5;

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Exception {
        invocation.skip();
        runInChild(method);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Exception {
        invocation.skip();
        runInChild(method);
    }

    /** Options for that virtual machine. */
    protected List<String> options() {
        return List.of("-Xmx1g");
    }

    private void runInChild(ReflectiveInvocationContext<Method> method) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        command.addAll(List.of("-cp", classPath(), OwnVm.class.getName()));
        command.add(method.getTargetClass().getName());
        command.add(method.getExecutable().getName());
        method.getArguments().forEach(a -> command.add(((Enum<?>) a).name()));
        File output = File.createTempFile("soak", ".txt");
        try {
            Process child = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            boolean ended = child.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            child.destroyForcibly();
            if (!ended || child.exitValue() != 0) {
                throw new AssertionError((ended ? "failed:\n" : "hangs:\n") + Files.readString(output.toPath()));
            }
        } finally {
            Files.delete(output.toPath());
        }
    }

    /** The class path of this process, but with the tests' classes last. */
    private static String classPath() throws Exception {
        Path tests = Path.of(OwnVm.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Path.of(entry).toAbsolutePath().equals(tests)) {
                entries.add(entry);
            }
        }
        entries.add(tests.toString());
        return String.join(File.pathSeparator, entries);
    }

    /** The child process's main: class, method, and the names of its arguments. */
    public static void main(String[] args) throws Exception {
        Class<?> testClass = Class.forName(args[0]);
        Method method = Arrays.stream(testClass.getDeclaredMethods())
                .filter(m -> m.getName().equals(args[1]))
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        var constructor = testClass.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object[] arguments = new Object[args.length - 2];
        for (int i = 0; i < arguments.length; i++) {
            String name = args[i + 2];
            arguments[i] = Arrays.stream(method.getParameterTypes()[i].getEnumConstants())
                    .filter(c -> ((Enum<?>) c).name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
        try {
            method.invoke(constructor.newInstance(), arguments);
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }
}
