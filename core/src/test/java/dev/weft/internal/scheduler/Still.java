package dev.weft.internal.scheduler;

import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicBoolean;

/** For tests that take the steps of carriers and of the monitor themselves. */
final class Still {
    private Still() {}

    /** Keeps a monitor from being started when a carrier is woken. */
    static void keepStill(Monitor monitor) throws ReflectiveOperationException {
        Field started = Monitor.class.getDeclaredField("started");
        started.setAccessible(true);
        ((AtomicBoolean) started.get(monitor)).set(true);
    }
}
