package dev.weft.examples.gobyexample;

import static dev.weft.Go.go;
import static dev.weft.Go.sleep;

import dev.weft.Channel;
import dev.weft.SendChannel;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Channel synchronization: a receive waits until another goroutine has finished. Without it, the program would end
 * before the baker has begun.
 *
 * <p>Prints
 *
 * <pre>
 * the oven is on
 * the bread is ready
 * breakfast
 * </pre>
 */
public final class ChannelSynchronization {
    private ChannelSynchronization() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<Boolean> ready = Channel.make(1);
        go(() -> bake(out, ready));

        ready.receive();
        out.println("breakfast");
    }

    private static void bake(PrintStream out, SendChannel<Boolean> ready) throws InterruptedException {
        out.println("the oven is on");
        sleep(Duration.ofMillis(50));
        out.println("the bread is ready");

        ready.send(true);
    }
}
