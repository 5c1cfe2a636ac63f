package dev.weft.examples;

import dev.weft.Goroutines;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tracks goroutines during the tests of a class, so that {@link Await#noGoroutinesOf} knows them all. */
public final class TrackGoroutines implements BeforeAllCallback, AfterAllCallback {
    private AutoCloseable tracking;

    @Override
    public void beforeAll(ExtensionContext context) {
        tracking = Goroutines.track();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        tracking.close();
    }
}
