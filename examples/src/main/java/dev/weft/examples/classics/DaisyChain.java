package dev.weft.examples.classics;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.SendChannel;
import java.io.PrintStream;

/**
 * Rob Pike's daisy chain: ten thousand goroutines in a row whisper a number to their neighbor, and each adds one.
 *
 * <p>Prints {@code 1 whispered through 10000 goroutines, each adding one: 10001}.
 */
public final class DaisyChain {
    private static final int LENGTH = 10_000;

    private DaisyChain() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<Integer> leftmost = Channel.make();
        Channel<Integer> left = leftmost;
        for (int i = 0; i < LENGTH; i++) {
            Channel<Integer> right = Channel.make();
            go(DaisyChain::whisper, left, right);
            left = right;
        }
        go(rightmost -> rightmost.send(1), left);
        out.println("1 whispered through " + LENGTH + " goroutines, each adding one: " + leftmost.receive());
    }

    private static void whisper(SendChannel<Integer> left, ReceiveChannel<Integer> right) throws InterruptedException {
        left.send(1 + right.receive());
    }
}
