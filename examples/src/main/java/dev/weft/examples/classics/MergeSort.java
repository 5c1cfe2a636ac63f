package dev.weft.examples.classics;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Random;

/**
 * Parallel merge sort: a goroutine of its own sorts each half, down to pieces too small to be worth one, and hands it
 * back through a channel.
 *
 * <p>Prints
 *
 * <pre>
 * sorted: [1, 2, 3, 4, 5, 6, 7, 8, 9]
 * 100000 numbers in order: true
 * </pre>
 */
public final class MergeSort {
    private MergeSort() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        out.println("sorted: " + Arrays.toString(sort(new int[] {5, 2, 9, 1, 7, 3, 8, 6, 4}, 1)));

        int[] numbers = new Random(42).ints(100_000).toArray();
        int[] expected = numbers.clone();
        Arrays.sort(expected);
        int[] sorted = sort(numbers, 1000);
        out.println(sorted.length + " numbers in order: " + Arrays.equals(sorted, expected));
    }

    /** Sorts without changing the array; pieces longer than {@code small} are divided among goroutines. */
    private static int[] sort(int[] numbers, int small) throws InterruptedException {
        if (numbers.length <= small) {
            int[] sorted = numbers.clone();
            Arrays.sort(sorted);
            return sorted;
        }
        int middle = numbers.length / 2;
        ReceiveChannel<int[]> left = sorted(Arrays.copyOfRange(numbers, 0, middle), small);
        ReceiveChannel<int[]> right = sorted(Arrays.copyOfRange(numbers, middle, numbers.length), small);
        return merge(left.receive(), right.receive());
    }

    private static ReceiveChannel<int[]> sorted(int[] numbers, int small) {
        Channel<int[]> result = Channel.make(1);
        go(() -> result.send(sort(numbers, small)));
        return result;
    }

    private static int[] merge(int[] a, int[] b) {
        int[] merged = new int[a.length + b.length];
        for (int i = 0, j = 0, k = 0; k < merged.length; k++) {
            merged[k] = j == b.length || i < a.length && a[i] <= b[j] ? a[i++] : b[j++];
        }
        return merged;
    }
}
