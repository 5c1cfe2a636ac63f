package dev.weft.examples.notes;

import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;

/**
 * Goroutines share memory: three of them draw on the same sheet of paper, a house, a tree, and sky and land. A mutex
 * keeps them from getting in each other's way.
 *
 * <p>Output: the same picture every time, whichever goroutine draws first.
 */
public final class SharedPaper {
    private final Mutex mu = new Mutex();
    private final StringBuilder[] paper = new StringBuilder[6];

    private SharedPaper() {
        for (int row = 0; row < paper.length; row++) {
            paper[row] = new StringBuilder(" ".repeat(30));
        }
    }

    private void draw(int row, int column, String... lines) {
        for (String line : lines) {
            mu.lock();
            paper[row].replace(column, column + line.length(), line);
            mu.unlock();
            row++;
        }
    }

    static void run(PrintStream out) throws InterruptedException {
        SharedPaper scene = new SharedPaper();
        WaitGroup wg = new WaitGroup();
        wg.go(() -> scene.draw(1, 3, "   __[]_", "  /     \\", " /_______\\", "  | [] |"));
        wg.go(() -> scene.draw(1, 19, "  ,@@.", " @@@@@@", "  `@@'", "   ||"));
        wg.go(() -> {
            scene.draw(0, 13, "~~    \\o/");
            scene.draw(5, 0, "\"".repeat(30));
        });
        wg.await();
        for (StringBuilder line : scene.paper) {
            out.println(line.toString().stripTrailing());
        }
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
