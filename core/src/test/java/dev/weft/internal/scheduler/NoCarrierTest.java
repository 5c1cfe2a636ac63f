package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.ChildVm;
import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A carrier is to be made, and there is no native thread for it: in a virtual machine whose thread stacks are so large
 * that only a few fit into its address space.
 */
class NoCarrierTest {
    private static final List<String> LIMIT = List.of("sh", "-c", "ulimit -v 10000000 && exec \"$@\"", "sh");

    private static final List<String> OPTIONS = List.of("-Xss512m", "-Xmx64m", "-XX:+UseSerialGC",
            "-XX:CompressedClassSpaceSize=32m", "-XX:ReservedCodeCacheSize=32m",
            "--add-opens=java.base/java.lang=ALL-UNNAMED");

    private static final int GOROUTINES = 2_000;

    @Test
    @EnabledOnOs(OS.LINUX)
    void thoseThatAreThereGoOn() throws Exception {
        String out = ChildVm.run(LIMIT, OPTIONS, Program.class, "go on");
        assertThat(out).containsPattern("all ran on [1-7] carriers").contains("later on more");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutAnyTheFirstGoFailsAndTheNextOneMakesIt() throws Exception {
        assertThat(ChildVm.run(LIMIT, OPTIONS, Program.class, "first")).contains("failed twice, then ran");
    }

    static final class Program {
        private Program() {}

        public static void main(String[] args) throws Exception {
            GoScheduler other = new GoScheduler(1);
            runAll(other, 10); // loads the classes, and makes the JDK start its own threads
            if (args[0].equals("first")) {
                first();
            } else {
                goOn();
            }
            System.exit(0);
        }

        private static void goOn() throws InterruptedException {
            GoScheduler s = new GoScheduler(8);
            s.newBuilder().start(() -> {}).join();
            Goroutines.awaitUntil(() -> s.idle.count() == 8);
            CountDownLatch release = new CountDownLatch(1);
            List<Thread> all = exhaust(release);
            AtomicBoolean goOn = new AtomicBoolean();
            s.newBuilder().start(() -> {
                while (!goOn.get()) {
                    Thread.onSpinWait();
                }
            });
            AtomicInteger ran = start(s, GOROUTINES);
            goOn.set(true);
            Goroutines.awaitUntil(() -> ran.get() == GOROUTINES);
            System.out.println("all ran on " + s.carriers() + " carriers");
            int few = s.carriers();
            release(release, all);
            Goroutines.awaitUntil(() -> {
                runAll(s, 1_000);
                return s.carriers() > few;
            });
            System.out.println("later on more");
        }

        private static void first() throws InterruptedException {
            GoScheduler s = new GoScheduler(2);
            CountDownLatch release = new CountDownLatch(1);
            List<Thread> all = exhaust(release);
            int failed = 0;
            for (int i = 0; i < 2; i++) {
                failed += starts(s) ? 0 : 1;
            }
            release(release, all);
            Goroutines.awaitUntil(() -> starts(s)); // a thread that has been joined may keep its stack for a moment
            runAll(s, 100);
            System.out.println(failed == 2 ? "failed twice, then ran" : "failed " + failed + " times");
        }

        private static boolean starts(GoScheduler s) {
            try {
                s.newBuilder().start(() -> {});
                return true;
            } catch (OutOfMemoryError e) {
                return false;
            }
        }

        private static void runAll(GoScheduler s, int count) {
            AtomicInteger ran = start(s, count);
            Goroutines.awaitUntil(() -> ran.get() == count);
        }

        private static AtomicInteger start(GoScheduler s, int count) {
            AtomicInteger ran = new AtomicInteger();
            for (int i = 0; i < count; i++) {
                s.newBuilder().start(() -> {
                    Thread.yield();
                    ran.incrementAndGet();
                });
            }
            return ran;
        }

        private static void release(CountDownLatch release, List<Thread> all) throws InterruptedException {
            release.countDown();
            for (Thread t : all) {
                t.join();
            }
        }

        private static List<Thread> exhaust(CountDownLatch release) {
            List<Thread> all = new ArrayList<>();
            try {
                for (;;) {
                    Thread t = new Thread(() -> {
                        try {
                            release.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    });
                    t.start();
                    all.add(t);
                }
            } catch (OutOfMemoryError e) {
                return all;
            }
        }
    }
}
