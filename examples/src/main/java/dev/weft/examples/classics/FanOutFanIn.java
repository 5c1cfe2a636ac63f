package dev.weft.examples.classics;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A pipeline with fan-out and fan-in: one goroutine generates numbers, four square them, all taking from the same
 * channel, and their results are merged into one channel again. Each stage closes its channel when it has finished, so
 * the end travels down the pipeline.
 *
 * <p>The order in which the squares arrive is not determined, so they are sorted before they are printed:
 *
 * <pre>
 * squares: [1, 4, 9, 16, 25, 36, 49, 64, 81, 100]
 * sum: 385
 * </pre>
 */
public final class FanOutFanIn {
    private static final int WORKERS = 4;

    private FanOutFanIn() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        ReceiveChannel<Integer> numbers = generate(10);

        List<ReceiveChannel<Integer>> squares = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            squares.add(square(numbers)); // fan-out
        }

        List<Integer> all = merge(squares).stream().sorted().toList(); // fan-in
        out.println("squares: " + all);
        out.println("sum: " + all.stream().mapToInt(Integer::intValue).sum());
    }

    private static ReceiveChannel<Integer> generate(int n) {
        Channel<Integer> numbers = Channel.make();
        go(() -> {
            try (numbers) {
                for (int i = 1; i <= n; i++) {
                    numbers.send(i);
                }
            }
        });
        return numbers;
    }

    private static ReceiveChannel<Integer> square(ReceiveChannel<Integer> in) {
        Channel<Integer> squares = Channel.make();
        go(() -> {
            try (squares) {
                for (int i : in) {
                    squares.send(i * i);
                }
            }
        });
        return squares;
    }

    private static <T> ReceiveChannel<T> merge(List<ReceiveChannel<T>> ins) {
        Channel<T> merged = Channel.make();
        WaitGroup wg = new WaitGroup();
        for (ReceiveChannel<T> in : ins) {
            wg.go(() -> {
                for (T value : in) {
                    merged.send(value);
                }
            });
        }
        go(() -> {
            wg.await();
            merged.close();
        });
        return merged;
    }
}
