package dev.weft.examples.classics;

import static dev.weft.Go.go;
import static dev.weft.Go.sleep;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.time.Timers.after;

import dev.weft.Channel;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Rob Pike's "Google search": three kinds of search at the same time, each sent to three replicas, of which the fastest
 * answers, with a time limit for all together.
 *
 * <p>Prints one line for each kind, sorted: {@code image from replica 2}, {@code video ...}, {@code web ...}. Which
 * replica is the fastest is left to chance. The time limit is so generous that it never takes effect.
 */
public final class Replicas {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private Replicas() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        List<String> kinds = List.of("web", "image", "video");
        Channel<String> results = Channel.make(kinds.size());
        for (String kind : kinds) {
            go(() -> results.send(first(kind, 3)));
        }

        var result = receive(results);
        var timeout = receive(after(LIMIT)); // one for all three
        TreeSet<String> sorted = new TreeSet<>();
        for (int i = 0; i < kinds.size(); i++) {
            switch (select(result, timeout)) {
                case 0 -> sorted.add(result.value());
                default -> {
                    out.println("timed out");
                    return;
                }
            }
        }
        sorted.forEach(out::println);
    }

    /** Returns the first answer. The buffer lets the slower replicas end, although nobody waits for them. */
    private static String first(String kind, int replicas) throws InterruptedException {
        Channel<String> answers = Channel.make(replicas);
        for (int r = 1; r <= replicas; r++) {
            go(replica -> answers.send(search(kind, replica)), r);
        }
        return answers.receive();
    }

    private static String search(String kind, int replica) throws InterruptedException {
        sleep(Duration.ofMillis(ThreadLocalRandom.current().nextInt(50)));
        return kind + " from replica " + replica;
    }
}
