package dev.weft.modelcheck;

import static dev.weft.modelcheck.Effort.explore;
import static dev.weft.modelcheck.Program.check;
import static dev.weft.modelcheck.Program.together;

import dev.weft.Channel;
import dev.weft.sync.Once;
import org.junit.jupiter.api.Test;

/** A caller that comes while the function of a {@link Once} is running waits, even if the function itself waits. */
class BlockingOnceTest {
    private static Once once;
    private static Channel<Integer> channel;
    private static int value;
    private static int runs;

    private static void make() {
        once = new Once();
        channel = Channel.make();
        value = 0;
        runs = 0;
    }

    private static void load() throws InterruptedException {
        runs++;
        value = channel.receive();
    }

    @Test
    void allWaitForTheFirst() {
        explore(() -> {
            make();
            together(() -> loadOnce(), () -> loadOnce(), () -> channel.send(7));
            check(runs == 1, "one ran it");
        });
    }

    private static void loadOnce() throws InterruptedException {
        once.doOnce(() -> load());
        check(value == 7, "it is through");
    }

    @Test
    void aFailureIsTheEndOfIt() {
        explore(() -> {
            make();
            together(() -> failOnce(), () -> failOnce());
            check(runs == 1 && value == 1, "one ran it, and had the exception");
        });
    }

    private static void failOnce() {
        try {
            once.doOnce(() -> {
                runs++;
                throw new UnsupportedOperationException();
            });
        } catch (UnsupportedOperationException e) {
            value++;
        }
    }
}
