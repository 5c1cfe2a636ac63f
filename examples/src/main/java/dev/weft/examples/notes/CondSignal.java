package dev.weft.examples.notes;

import static dev.weft.Go.go;
import static dev.weft.Go.sleep;

import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Two goroutines and a condition variable: waiting releases the lock, and a signal lets one waiter try to lock it
 * again.
 *
 * <p>Output, always:
 *
 * <pre>
 * RunMainThread, lock acquired
 * RunMainThread, Waiting
 * RunChildThread, lock acquired
 * RunChildThread, Waiting
 * RunMainThread, Running
 * </pre>
 *
 * <p>The child never prints that it runs: it is signalled, but the main goroutine still holds the lock when it returns.
 * In Go the program would end there, and so does this one. Only in the tour, where more examples follow, does the
 * child, a daemon, go on waiting.
 */
public final class CondSignal {
    private final PrintStream out;
    private final Mutex mlock = new Mutex();
    private final Cond cond = new Cond(mlock);

    private CondSignal(PrintStream out) {
        this.out = out;
    }

    private void runChildThread() throws InterruptedException {
        mlock.lock();
        out.println("RunChildThread, lock acquired");
        cond.signal();
        out.println("RunChildThread, Waiting");
        cond.await();
        out.println("RunChildThread, Running");
    }

    private void runMainThread() throws InterruptedException {
        mlock.lock();
        out.println("RunMainThread, lock acquired");
        go(this::runChildThread);
        out.println("RunMainThread, Waiting");
        cond.await();
        out.println("RunMainThread, Running");
        cond.signal();
        sleep(Duration.ofMillis(100)); // ten seconds in the notes: the child cannot run, however long it is
    }

    static void run(PrintStream out) throws InterruptedException {
        new CondSignal(out).runMainThread();
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
