package dev.weft.examples.notes;

import static dev.weft.Go.go;

import dev.weft.Channel;
import java.io.PrintStream;

/**
 * Ten thousand goroutines in a row, all alive at once: each waits for a whisper from its right, adds one
 * and passes it on to its left.
 *
 * <p>Output, always: 10001.
 */
public final class DaisyChain {
    private DaisyChain() {}

    private static void whisper(Channel<Integer> left, Channel<Integer> right) throws InterruptedException {
        left.send(1 + right.receive());
    }

    static void run(PrintStream out) throws InterruptedException {
        int n = 10_000;
        Channel<Integer> leftmost = Channel.make();
        Channel<Integer> left = leftmost;
        Channel<Integer> right = leftmost;
        for (int i = 0; i < n; i++) {
            right = Channel.make();
            go(DaisyChain::whisper, left, right);
            left = right;
        }
        right.send(1);
        out.println(leftmost.receive());
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
