package dev.weft.examples.profile;

import dev.weft.examples.Example;
import java.util.List;

/** Where goroutines wait: a profile, and a service that hangs. */
public final class ProfileCatalog {
    public static final List<Example> EXAMPLES = List.of(
            new Example("block-profile", "where goroutines wait, from a recording of Java Flight Recorder",
                    BlockProfile::run),
            new Example("hung-service", "a service that hangs, asked from outside what its goroutines wait for",
                    HungService::run));

    private ProfileCatalog() {}
}
