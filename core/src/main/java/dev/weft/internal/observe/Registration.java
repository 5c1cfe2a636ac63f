package dev.weft.internal.observe;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** The bean's place in an MBean server. */
record Registration(MBeanServer server, ObjectName name) {
    /** The name that clients look for. */
    static final String NAME = "dev.weft:type=Goroutines";

    /** A bean that every platform's server has, and no other. */
    private static final String PLATFORM = "java.lang:type=Runtime";

    /** Registers the bean with the platform's server; returns null if there is none yet. */
    static @Nullable Registration withPlatform() throws JMException {
        for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
            if (server.isRegistered(new ObjectName(PLATFORM))) {
                ObjectName name = new ObjectName(NAME);
                if (server.isRegistered(name)) { // another class loader has a Weft of its own
                    name = new ObjectName(NAME + ",loader="
                            + Integer.toHexString(System.identityHashCode(Registration.class.getClassLoader())));
                }
                server.registerMBean(new GoroutinesBean(), name);
                return new Registration(server, name);
            }
        }
        return null;
    }

    void withdraw() {
        try {
            server.unregisterMBean(name);
        } catch (JMException | RuntimeException e) {
            // it is gone already
        }
    }
}
