/**
 * Weft for tests with JUnit Jupiter: virtual time, and tests that leave no goroutine behind.
 *
 * <p>Start with {@link dev.weft.junit.VirtualTime} and {@link dev.weft.junit.NoLeaks}.
 */
module dev.weft.junit {
    requires transitive dev.weft;
    requires static org.jspecify;
    requires transitive org.junit.jupiter.api;

    exports dev.weft.junit;

    // JUnit makes the extensions.
    opens dev.weft.junit to
            org.junit.platform.commons;
}
