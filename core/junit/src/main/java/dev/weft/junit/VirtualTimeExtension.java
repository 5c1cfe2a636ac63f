package dev.weft.junit;

import dev.weft.testing.SyncTest;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Has JUnit's calls of a test's methods run in the bubble of the test; see {@link VirtualTime}. {@link Bubbles} says which
 * bubble that is.
 *
 * <p>JUnit makes one extension for many tests, which may run at the same time; so this has no state.
 */
final class VirtualTimeExtension implements InvocationInterceptor, AfterEachCallback, AfterAllCallback {
    VirtualTimeExtension() {}

    @Override
    public <T> T interceptTestClassConstructor(Invocation<T> invocation,
            ReflectiveInvocationContext<Constructor<T>> constructor, ExtensionContext context) throws Throwable {
        if (context.getTestInstanceLifecycle().orElse(null) == Lifecycle.PER_CLASS) {
            return invocation.proceed(); // for all tests of the class
        }
        return Bubbles.of(context).construct(invocation, constructor.getTargetClass(), constructor.getArguments());
    }

    @Override
    public void interceptBeforeEachMethod(Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
        call(invocation, context);
    }

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        call(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
        call(invocation, context);
    }

    @Override
    public void interceptAfterEachMethod(Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
        call(invocation, context);
    }

    @Override
    public <T> T interceptTestFactoryMethod(Invocation<T> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
        throw new ExtensionConfigurationException("@VirtualTime is not for a @TestFactory (" + method.getExecutable()
                + "): its dynamic tests have no life cycle of their own. Call SyncTest.run in each of them");
    }

    private static void call(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
        SyncTest.Bubble bubble = Bubbles.of(context).bubbleOf(context);
        bubble.run(Calls.task(invocation));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        Bubbles.of(context).close(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Bubbles.of(context).closeUnclaimed(context.getRequiredTestClass());
    }
}
