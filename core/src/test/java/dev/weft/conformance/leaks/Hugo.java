package dev.weft.conformance.leaks;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Unit.UNIT;
import static dev.weft.support.Goroutines.awaitParked;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.context.Context;
import dev.weft.sync.Mutex;
import dev.weft.sync.Once;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Bugs of Hugo. */
final class Hugo {
    private Hugo() {}

    /** A map with a lock for each address. The map itself has a lock, too. */
    private static final class UrlLocks {
        final RWMutex mapMu = new RWMutex();
        final Map<String, Mutex> locks = new HashMap<>();

        void lock(String url, boolean repaired) {
            mapMu.lock();
            Mutex lock = locks.computeIfAbsent(url, u -> new Mutex());
            if (repaired) {
                mapMu.unlock();
                lock.lock();
            } else {
                lock.lock();
                mapMu.unlock();
            }
        }

        void unlock(String url) {
            mapMu.rLock();
            locks.get(url).unlock();
            mapMu.rUnlock();
        }
    }

    /**
     * A goroutine holds the lock of the map while it waits for the lock of an address; to unlock the address, its
     * holder needs the map. Repaired: the goroutine unlocks the map first.
     */
    @GoProgram(
            value = "Hugo3251",
            leaks = {"main [sync.WaitGroup.Wait]", "second [sync.Mutex.Lock]", "first [sync.RWMutex.RLock]"})
    static void hugo3251(boolean repaired) {
        String url = "https://example.com";
        UrlLocks locks = new UrlLocks();
        Channel<Unit> firstLocked = Channel.make();
        WaitGroup both = new WaitGroup();
        both.add(2);
        Thread second = go("second", () -> {
            firstLocked.receive();
            locks.lock(url, repaired);
            locks.unlock(url);
            both.done();
        });
        go("first", () -> {
            locks.lock(url, repaired);
            firstLocked.close();
            awaitParked(second, "sync.Mutex.Lock");
            locks.unlock(url);
            both.done();
        });
        go("main", () -> both.await());
    }

    /** A page whose content is rendered when it is first needed. */
    private static final class Page {
        final Mutex contentMu = new Mutex();
        final Once content = new Once();
        final Once plain = new Once();
        final boolean repaired;

        Page(boolean repaired) {
            this.repaired = repaired;
        }

        void wordCount() throws InterruptedException {
            content.doOnce(this::render);
            plain.doOnce(() -> {
                contentMu.lock();
                contentMu.unlock();
            });
        }

        private void render() throws InterruptedException {
            Channel<Unit> rendered = Channel.make(1);
            Channel<Unit> begun = Channel.make();
            go("content", () -> {
                contentMu.lock();
                begun.close();
                if (!repaired) {
                    wordCount(); // a shortcode asks for it
                }
                contentMu.unlock();
                rendered.send(UNIT);
            });
            begun.receive();
            try (var ctx = Context.withTimeout(Context.background(), Duration.ofMillis(1))) {
                select(receive(ctx.done()), receive(rendered));
            }
        }
    }

    /**
     * Rendering a page holds a lock and runs a shortcode, which counts the words of the page, and that takes the lock.
     * Repaired: shortcodes count no words.
     */
    @GoProgram(
            value = "Hugo5379",
            leaks = {"main [sync.WaitGroup.Wait]", "content [sync.Mutex.Lock]", "pageRenderer [sync.Mutex.Lock] ×2"})
    static void hugo5379(boolean repaired) {
        go("main", () -> {
            Page page = new Page(repaired);
            WaitGroup renderers = new WaitGroup();
            renderers.add(2);
            for (int i = 0; i < 2; i++) {
                go("pageRenderer", () -> {
                    page.wordCount();
                    renderers.done();
                });
            }
            renderers.await();
        });
    }
}
