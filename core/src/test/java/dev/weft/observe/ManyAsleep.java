package dev.weft.observe;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitUntil;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.sync.WaitGroup;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * A program whose goroutines take four fifths of the memory, and all wait. It may be dead, so there is a proof; the memory
 * that is left must be enough for that, and the program must go on after it.
 */
final class ManyAsleep {
    private static final Channel<Integer> CHANNEL = Channel.make();
    private static final WaitGroup ALL = new WaitGroup();
    private static final AtomicInteger RUNNING = new AtomicInteger();

    /** How often {@code System.gc()} has been called. */
    private static final AtomicInteger ASKED_FOR = new AtomicInteger();

    private ManyAsleep() {}

    public static void main(String[] args) throws Exception {
        countCollections();
        Go.run(() -> {
            int started = 0;
            while (!isFull()) {
                started += 1_000;
                for (int i = 0; i < 1_000; i++) {
                    ALL.go(() -> {
                        RUNNING.incrementAndGet();
                        CHANNEL.receive();
                    });
                }
                int all = started;
                awaitUntil(() -> RUNNING.get() == all); // then each has its stack
            }
            int count = started;
            Thread.ofPlatform().start(() -> Go.unchecked(() -> {
                int before = ASKED_FOR.get();
                awaitUntil(() -> ASKED_FOR.get() > before);
                System.out.println("a proof with " + count);
                for (int i = 0; i < count; i++) {
                    CHANNEL.send(i);
                }
            }));
            ALL.await();
        });
        System.out.println("all have ended");
    }

    private static boolean isFull() {
        return used() > 4 && collected() > 4;
    }

    private static double collected() {
        int before = ASKED_FOR.get();
        System.gc();
        awaitUntil(() -> ASKED_FOR.get() > before);
        return used();
    }

    /** How many fifths of the memory. */
    private static double used() {
        Runtime vm = Runtime.getRuntime();
        return 5.0 * (vm.totalMemory() - vm.freeMemory()) / vm.maxMemory();
    }

    private static void countCollections() {
        ManagementFactory.getGarbageCollectorMXBeans().forEach(bean -> ((NotificationEmitter) bean)
                .addNotificationListener((notification, handback) -> {
                    if (GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData()).getGcCause()
                            .equals("System.gc()")) {
                        ASKED_FOR.incrementAndGet();
                    }
                }, null, null));
    }
}
