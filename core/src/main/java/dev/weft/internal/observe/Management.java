package dev.weft.internal.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the goroutines visible to JMX clients, such as {@code jconsole} and VisualVM, so that a process can be asked what
 * they do without having been prepared for it.
 *
 * <p>Making the platform's MBean server takes a process a good part of a second. So the bean waits until there is one:
 * some applications make it, and whatever connects to the process does. The watch asks once a second. The library does
 * without the module {@code java.management} if it is not there.
 */
final class Management {
    private static final String MODULE = "java.management";

    /** Whether the module is there. Nothing here touches its classes otherwise. */
    private static final boolean PRESENT = isPresent();

    private final List<Registration> registrations = new ArrayList<>();
    private boolean failed;

    private static boolean isPresent() {
        Optional<Module> module = ModuleLayer.boot().findModule(MODULE);
        return module.isPresent() && Management.class.getModule().canRead(module.get());
    }

    /** Registers the bean, if there is a server, and it has not been registered. */
    void offer() {
        if (!PRESENT || failed || !registrations.isEmpty()) {
            return;
        }
        try {
            Registration registration = Registration.withPlatform();
            if (registration != null) {
                registrations.add(registration);
            }
        } catch (Throwable t) { // not allowed, for instance
            failed = true;
        }
    }

    /** Withdraws the bean. */
    void withdraw() {
        registrations.forEach(Registration::withdraw);
        registrations.clear();
    }
}
