package dev.weft.examples.gobyexample;

import static dev.weft.Go.go;
import static dev.weft.Go.sleep;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.SendChannel;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Worker pools: three workers take words from one channel, and send the number of letters in each to another.
 *
 * <p>Each of the five words is taken once and counted once, by the same worker. Which worker that is, and how the lines
 * interleave, is not determined. The last line is {@code letters: 22}.
 */
public final class WorkerPools {
    private WorkerPools() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        List<String> text = List.of("many", "hands", "make", "light", "work");
        Channel<String> words = Channel.make(text.size());
        Channel<Integer> letters = Channel.make(text.size());

        for (int w = 1; w <= 3; w++) {
            go(id -> worker(out, id, words, letters), w);
        }

        for (String word : text) {
            words.send(word);
        }
        words.close();

        int sum = 0;
        for (int i = 0; i < text.size(); i++) {
            sum += letters.receive();
        }
        out.println("letters: " + sum);
    }

    private static void worker(PrintStream out, int id, ReceiveChannel<String> words, SendChannel<Integer> letters)
            throws InterruptedException {
        for (String word : words) {
            out.println(id + " takes " + word);
            sleep(Duration.ofMillis(30));
            out.println(id + " has counted " + word);
            letters.send(word.length());
        }
    }
}
