package dev.weft.soak;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.Select;
import dev.weft.SelectCase;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import java.util.concurrent.atomic.LongAdder;

/**
 * Goroutines that all wait, for eight kinds of things, and are then released. Each leaves one mark when it is through,
 * so that all are accounted for.
 */
final class Crowd implements Topology {
    /** More than a waiting goroutine takes, including its bookkeeping: the rounds beside it need some memory, too. */
    private static final int BYTES_EACH = 2_500;

    private static final int LARGEST = 500_000;

    private final int least;
    private final int most;
    private final LongAdder arrived = new LongAdder();

    /** How many have stored their thread, so that it can be interrupted. */
    private final LongAdder ready = new LongAdder();

    private final Channel<Integer> gifts = Channel.make();
    private final Channel<Integer> offers = Channel.make();
    private final Channel<Unit> left = Channel.make();
    private final Channel<Unit> right = Channel.make(1);
    private final Channel<Unit> never = Channel.make();
    private final Mutex mutex = new Mutex();
    private final RWMutex rwMutex = new RWMutex();
    private final Cond cond = new Cond(new Mutex());
    private final WaitGroup start = new WaitGroup();

    /** Plain; each is guarded by the lock, or ordered by the event that releases the goroutines. */
    private boolean open;

    private int throughMutex;
    private int written;

    Crowd(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** How many this virtual machine has room for. */
    static int horde() {
        return (int) Math.min(LARGEST, Runtime.getRuntime().maxMemory() / BYTES_EACH);
    }

    @Override
    public void run(Round round) throws Exception {
        Dice dice = round.dice();
        int count = dice.size(least, most);
        int[] marks = new int[count];
        Thread[] interrupted = new Thread[count];
        int[] groups = new int[8];
        mutex.lock();
        rwMutex.lock();
        start.add(1);
        right.send(Unit.UNIT); // full from now on
        for (int i = 0; i < count; i++) {
            int me = i;
            int group = dice.below(groups.length);
            groups[group]++;
            Task<?> wait = wait(group, me, marks, interrupted);
            round.crew().startVirtual(() -> {
                arrived.increment();
                wait.run();
                marks[me]++;
                return false;
            });
        }
        while (arrived.sum() < count || ready.sum() < groups[7]) {
            Thread.sleep(1);
        }
        letGo(groups, marks);
        for (Thread t : interrupted) {
            if (t != null) {
                t.interrupt();
            }
        }
        round.crew().join();
        for (int i = 0; i < count; i++) {
            Round.check(marks[i] == 1, "goroutine " + i + " left " + marks[i] + " marks");
        }
        Round.check(throughMutex == groups[4], throughMutex + " went through the mutex, not " + groups[4]);
        for (Channel<?> c : new Channel<?>[] {gifts, offers, left, right, never}) {
            Round.check(Idle.isDeserted(c), "left behind: somebody stands in a queue, and all have ended");
        }
        round.moved(count);
    }

    private Task<?> wait(int group, int me, int[] marks, Thread[] interrupted) {
        return switch (group) {
            case 0 -> () -> Round.check(gifts.receive() != null, "received null from an open channel");
            case 1 -> () -> offers.send(me);
            case 2 -> () -> {
                ReceiveCase<Unit> a = Select.receive(left);
                SelectCase b = Select.send(right, Unit.UNIT); // full
                Round.check(Select.select(a, b, Select.receive(Idle.CHANNEL)) == 0 && !a.ok(), "not the close");
            };
            case 3 -> () -> {
                cond.L.lock();
                while (!open) {
                    cond.await();
                }
                cond.L.unlock();
            };
            case 4 -> () -> {
                mutex.lock();
                throughMutex++;
                mutex.unlock();
            };
            case 5 -> () -> {
                rwMutex.rLock();
                Round.check(written == 1, "a reader beside the writer");
                rwMutex.rUnlock();
            };
            case 6 -> () -> {
                start.await();
                Round.check(written == 1, "released too early");
            };
            default -> () -> {
                interrupted[me] = Thread.currentThread();
                ready.increment();
                try {
                    never.receive();
                    throw new AssertionError("received from a channel that is never ready");
                } catch (InterruptedException e) {
                    // expected
                }
            };
        };
    }

    private void letGo(int[] groups, int[] marks) throws InterruptedException {
        written = 1;
        start.done();
        rwMutex.unlock();
        mutex.unlock();
        cond.L.lock();
        open = true;
        cond.broadcast();
        cond.L.unlock();
        left.close();
        for (int i = 0; i < groups[0]; i++) {
            gifts.send(i);
        }
        boolean[] seen = new boolean[marks.length];
        for (int i = 0; i < groups[1]; i++) {
            int n = offers.receive();
            Round.check(!seen[n], "an offer came twice");
            seen[n] = true;
        }
    }
}
