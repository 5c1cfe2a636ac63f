package dev.weft.examples.gobyexample;

import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Mutexes: a ballot box into which several goroutines put their votes, guarded by a {@link Mutex}. Go's
 * {@code defer mu.Unlock()} becomes {@code try} and {@code finally}.
 *
 * <p>Prints <code>votes: {no=10000, yes=20000}</code>.
 */
public final class Mutexes {
    private Mutexes() {}

    private static final class BallotBox {
        private final Mutex mu = new Mutex();
        private final Map<String, Integer> votes = new TreeMap<>();

        void vote(String vote) {
            mu.lock();
            try {
                votes.merge(vote, 1, Integer::sum);
            } finally {
                mu.unlock();
            }
        }

        @Override
        public String toString() {
            mu.lock();
            try {
                return votes.toString();
            } finally {
                mu.unlock();
            }
        }
    }

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        BallotBox box = new BallotBox();
        WaitGroup wg = new WaitGroup();

        for (String vote : List.of("yes", "no", "yes")) {
            wg.go(() -> {
                for (int i = 0; i < 10_000; i++) {
                    box.vote(vote);
                }
            });
        }

        wg.await();
        out.println("votes: " + box);
    }
}
