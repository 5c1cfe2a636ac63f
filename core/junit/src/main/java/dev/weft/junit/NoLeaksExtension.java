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
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Tracks goroutines, and looks after each test which are left; see {@link NoLeaks}.
 *
 * <p>For a class, goroutines are tracked from before the first test, so that those that a constructor starts are included.
 * After each test, tracking begins anew: what one test has left is not reported again for the next. A nested class shares
 * the tracking of the outermost one.
 */
final class NoLeaksExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(NoLeaksExtension.class);

    /** Tracking that can begin anew. */
    private static final class Tracking {
        private AutoCloseable now = Goroutines.track();

        void beginAnew() throws Exception {
            end();
            now = Goroutines.track();
        }

        void end() throws Exception {
            now.close();
        }
    }

    NoLeaksExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        begin(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        begin(context);
    }

    /** Begins to track, unless that has been done for the class, or one around it. */
    private static void begin(ExtensionContext context) {
        if (context.getExecutionMode() == ExecutionMode.CONCURRENT && isParallel(context)) {
            throw new ExtensionConfigurationException("@NoLeaks on a test that runs in parallel with others ("
                    + context.getElement().orElse(null) + "): it would find their goroutines, too. Add @Isolated and "
                    + "@Execution(ExecutionMode.SAME_THREAD) to the class");
        }
        Store store = context.getStore(NAMESPACE);
        if (find(store) == null) {
            store.put(Tracking.class, new Tracking());
        }
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
        try {
            Bubbles.of(context).close(context); // otherwise its main would be left
            if (context.getExecutionException().isEmpty()) {
                Goleak.verifyNone();
            }
        } finally {
            Tracking own = context.getStore(NAMESPACE).remove(Tracking.class, Tracking.class);
            Tracking ofTheClass = find(context.getStore(NAMESPACE));
            if (own != null) {
                own.end();
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
                Goleak.verifyNone();
            } finally {
                own.end();
            }
        }
    }
}
