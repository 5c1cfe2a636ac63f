package dev.weft.examples.classics;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.SendChannel;
import dev.weft.Unit;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Equivalent binary trees, an exercise from the Tour of Go: two trees of different shape hold the same values if two
 * goroutines that walk through them send the same sequence of numbers.
 *
 * <p>Prints
 *
 * <pre>
 * 1 to 10 and 1 to 10: same
 * 1 to 10 and 2 to 11: different
 * </pre>
 */
public final class SameTree {
    private SameTree() {}

    private record Tree(Tree left, int value, Tree right) {
        static Tree insert(Tree t, int value) {
            if (t == null) {
                return new Tree(null, value, null);
            }
            return value < t.value
                    ? new Tree(insert(t.left, value), t.value, t.right)
                    : new Tree(t.left, t.value, insert(t.right, value));
        }
    }

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Random random = new Random();
        out.println("1 to 10 and 1 to 10: " + compare(tree(random, 1), tree(random, 1)));
        out.println("1 to 10 and 2 to 11: " + compare(tree(random, 1), tree(random, 2)));
    }

    private static String compare(Tree a, Tree b) throws InterruptedException {
        Channel<Unit> done = Channel.make();
        try (done) { // ends a walk that is no longer needed
            ReceiveChannel<Integer> as = walk(a, done);
            ReceiveChannel<Integer> bs = walk(b, done);
            for (;;) {
                Integer x = as.receive();
                Integer y = bs.receive();
                if (!Objects.equals(x, y)) {
                    return "different";
                }
                if (x == null) {
                    return "same";
                }
            }
        }
    }

    private static ReceiveChannel<Integer> walk(Tree t, ReceiveChannel<Unit> done) {
        Channel<Integer> values = Channel.make();
        go(() -> {
            try (values) {
                walk(t, values, done);
            }
        });
        return values;
    }

    /** Walks the tree in order; returns false if it was stopped. */
    private static boolean walk(Tree t, SendChannel<Integer> values, ReceiveChannel<Unit> done)
            throws InterruptedException {
        return t == null
                || walk(t.left(), values, done)
                        && select(send(values, t.value()), receive(done)) == 0
                        && walk(t.right(), values, done);
    }

    /** Ten values from the first on, in a tree of random shape. */
    private static Tree tree(Random random, int first) {
        List<Integer> values = new ArrayList<>(IntStream.range(first, first + 10).boxed().toList());
        Collections.shuffle(values, random);
        Tree t = null;
        for (int value : values) {
            t = Tree.insert(t, value);
        }
        return t;
    }
}
