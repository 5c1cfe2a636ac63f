package dev.weft.internal.scheduler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The only class that uses what the JDK does not export: a builder of virtual threads that run on an executor of ours,
 * and the carrier of the current thread. Both are in package {@code java.lang}, which must be opened on the command line.
 * If the JDK gets an official way, it takes the place of this class.
 */
final class Loom {
    private static final @Nullable MethodHandle CURRENT_CARRIER;
    private static final @Nullable MethodHandle NEW_BUILDER;

    /** Why they are not available; null if they are. */
    private static final @Nullable Exception FAILURE;

    static {
        MethodHandle currentCarrier = null;
        MethodHandle newBuilder = null;
        Exception failure = null;
        try {
            MethodHandles.Lookup inThread = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
            currentCarrier = inThread.findStatic(
                    Thread.class, "currentCarrierThread", MethodType.methodType(Thread.class));
            Class<?> builder = inThread.findClass("java.lang.ThreadBuilders$VirtualThreadBuilder");
            newBuilder = MethodHandles.privateLookupIn(builder, MethodHandles.lookup())
                    .findConstructor(builder, MethodType.methodType(void.class, Executor.class))
                    .asType(MethodType.methodType(Thread.Builder.OfVirtual.class, Executor.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            failure = e;
        }
        CURRENT_CARRIER = currentCarrier;
        NEW_BUILDER = newBuilder;
        FAILURE = failure;
    }

    private Loom() {}

    /** What keeps virtual threads from running on a scheduler of ours, and what to do about it; null if nothing does. */
    static @Nullable String problem() {
        if (FAILURE == null) {
            return null;
        }
        if (FAILURE instanceof IllegalAccessException) {
            Module weft = Loom.class.getModule();
            String who = weft.isNamed() ? weft.getName() : "ALL-UNNAMED";
            return "-Dweft.scheduler=go also needs the option --add-opens java.base/java.lang=" + who;
        }
        return "-Dweft.scheduler=go does not work on Java " + Runtime.version() + ": " + FAILURE;
    }

    /** The platform thread that runs the current thread: its carrier, or the thread itself. */
    static Thread currentCarrier() {
        if (CURRENT_CARRIER == null) {
            return Thread.currentThread(); // there are no carriers of ours
        }
        try {
            return (Thread) CURRENT_CARRIER.invokeExact();
        } catch (Throwable t) {
            throw Loom.<RuntimeException>asIs(t);
        }
    }

    /** A builder of virtual threads that run on an executor. */
    static Thread.Builder.OfVirtual newBuilder(Executor scheduler) {
        Objects.requireNonNull(NEW_BUILDER, "problem");
        try {
            return (Thread.Builder.OfVirtual) NEW_BUILDER.invokeExact(scheduler);
        } catch (Throwable t) {
            throw Loom.<RuntimeException>asIs(t);
        }
    }

    /** Throws it as it is; what these handles throw is unchecked. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X asIs(Throwable t) throws X {
        throw (X) t;
    }
}
