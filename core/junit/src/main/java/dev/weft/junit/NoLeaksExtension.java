package dev.weft.junit;

import dev.weft.Goroutines;
import dev.weft.testing.Goleak;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Tracks goroutines, and looks after each test which are left; see {@link NoLeaks}.
 *
 * <p>{@link Goleak#verifyNone} looks for those that were started since the current thread began to track, the last time. So a
 * test begins anew: what was there before is not reported for it. It begins before the constructor, so that goroutines
 * which that starts are included; of a nested class, before that of the outermost one.
 *
 * <p>Around its tests, a class tracks from before its first {@code @BeforeAll} method, so that what this starts for all
 * tests must be gone in the end. If a test has failed, the class begins anew, too: what that test has left, if it was
 * checked, has been reported. A nested class shares this with the outermost one.
 *
 * <p>JUnit calls all this in the same thread, as such tests do not run in parallel.
 */
final class NoLeaksExtension
        implements
            BeforeAllCallback,
            TestInstancePreConstructCallback,
            BeforeEachCallback,
            AfterEachCallback,
            AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(NoLeaksExtension.class);

    /** What a class, or a method that has the annotation for itself, tracks. */
    private static final class Tracking {
        private AutoCloseable around = Goroutines.track();
        private @Nullable AutoCloseable ofTheTest;

        boolean isInTest() {
            return ofTheTest != null;
        }

        void beginTest() {
            ofTheTest = Goroutines.track();
        }

        void endTest() throws Exception {
            AutoCloseable test = ofTheTest;
            if (test != null) {
                ofTheTest = null;
                test.close();
            }
        }

        void beginAnew() throws Exception {
            endTest();
            around.close();
            around = Goroutines.track();
        }

        void end() throws Exception {
            endTest();
            around.close();
        }
    }

    NoLeaksExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        begin(context).endTest(); // begun by the constructor around a nested class with one instance for all its tests
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext instance, ExtensionContext context)
            throws Exception {
        Tracking tracking = find(context.getStore(NAMESPACE));
        if (tracking == null) {
            return; // the annotation is on a method, or there is one instance for all tests of the class
        }
        if (tracking.isInTest() && instance.getOuterInstance().isEmpty()) {
            tracking.beginAnew(); // the constructor before has failed, and no test was run
        }
        if (!tracking.isInTest()) {
            tracking.beginTest();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Tracking tracking = begin(context);
        if (!tracking.isInTest()) {
            tracking.beginTest();
        }
    }

    /** Begins to track, unless that has been done for the class, or one around it. */
    private static Tracking begin(ExtensionContext context) {
        if (context.getExecutionMode() == ExecutionMode.CONCURRENT && isParallel(context)) {
            throw new ExtensionConfigurationException("@NoLeaks on a test that runs in parallel with others ("
                    + context.getElement().orElse(null) + "): it would find their goroutines, too. Add @Isolated and "
                    + "@Execution(ExecutionMode.SAME_THREAD) to the class");
        }
        Store store = context.getStore(NAMESPACE);
        Tracking tracking = find(store);
        if (tracking == null) {
            tracking = new Tracking();
            store.put(Tracking.class, tracking);
        }
        return tracking;
    }

    private static boolean isParallel(ExtensionContext context) {
        return context.getConfigurationParameter("junit.jupiter.execution.parallel.enabled").map(Boolean::parseBoolean)
                .orElse(false);
    }

    private static @Nullable Tracking find(Store store) {
        return store.get(Tracking.class, Tracking.class); // of this context, or of one around it
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        boolean passed = false;
        try {
            Bubbles.of(context).close(context); // otherwise its main would be left
            if (context.getExecutionException().isEmpty()) {
                Goleak.verifyNone();
                passed = true;
            }
        } finally {
            Tracking own = context.getStore(NAMESPACE).remove(Tracking.class, Tracking.class);
            Tracking ofTheClass = find(context.getStore(NAMESPACE));
            if (own != null) {
                own.end();
            } else if (ofTheClass != null && passed) {
                ofTheClass.endTest();
            } else if (ofTheClass != null) {
                ofTheClass.beginAnew();
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        Tracking own = context.getStore(NAMESPACE).remove(Tracking.class, Tracking.class);
        if (own != null) {
            try {
                if (own.isInTest()) {
                    own.beginAnew(); // the last constructor has failed
                }
                Goleak.verifyNone();
            } finally {
                own.end();
            }
        }
    }
}
