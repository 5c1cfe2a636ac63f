package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Go;
import dev.weft.support.ChildVm;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

/** Two class loaders with a Weft each, as in an application server: two schedulers, whose goroutines wake each other. */
class TwoWeftsTest {
    private static final int ROUNDS = 10_000;

    static final class Program {
        public static void main(String[] args) throws Exception {
            URL weft = Go.class.getProtectionDomain().getCodeSource().getLocation();
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {weft}, ClassLoader.getPlatformClassLoader())) {
                Class<?> otherGo = loader.loadClass(Go.class.getName());
                ThreadFactory here = Go.threadFactory();
                ThreadFactory there = (ThreadFactory) otherGo.getMethod("threadFactory").invoke(null);
                Semaphore ping = new Semaphore(0);
                Semaphore pong = new Semaphore(0);
                Thread a = here.newThread(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        ping.release();
                        pong.acquireUninterruptibly();
                    }
                });
                Thread b = there.newThread(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        ping.acquireUninterruptibly();
                        pong.release();
                    }
                });
                a.start();
                b.start();
                a.join();
                b.join();
                System.out.println((otherGo != Go.class) + ", " + here + ", " + there);
            }
        }
    }

    @Test
    void theirGoroutinesWakeEachOther() throws Exception {
        String out = ChildVm.run(List.of(),
                List.of("-Dweft.scheduler=go", "--add-opens=java.base/java.lang=ALL-UNNAMED"), Program.class);
        assertThat(out).startsWith("true, GoScheduler[").contains(", GoScheduler[");
    }
}
