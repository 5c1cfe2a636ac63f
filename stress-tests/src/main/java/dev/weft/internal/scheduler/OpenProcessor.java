package dev.weft.internal.scheduler;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A processor, its slot and its queue, for tests in other packages. What is to run has a number. */
public final class OpenProcessor {
    /** How many fit into the queue before it grows. */
    public static final int CAPACITY = RunQueue.INITIAL_CAPACITY;

    private static final VarHandle RING;
    private static final VarHandle HEAD;

    static {
        try {
            RING = Privates.field(RunQueue.class, "ring", Runnable[].class);
            HEAD = Privates.field(RunQueue.class, "head", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Processor processor = new Processor(0);

    /** What is to run: only its number matters. */
    record Numbered(int number) implements Runnable {
        @Override
        public void run() {}
    }

    static Runnable runnable(int number) {
        return new Numbered(number);
    }

    /** Returns the number, or 0 for none. */
    static int number(Runnable r) {
        return r == null ? 0 : ((Numbered) r).number;
    }

    public void push(int number) {
        processor.push(runnable(number));
    }

    public int pop() {
        return number(processor.pop());
    }

    /** Steals until something is stolen, or nothing is there: a thief leaves a queue alone that is being used. */
    public List<Integer> steal(int most) {
        Runnable[] loot = new Runnable[most];
        int n = processor.steal(loot);
        while (n == 0 && processor.size() > 0) {
            Thread.onSpinWait();
            n = processor.steal(loot);
        }
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            numbers.add(number(loot[i]));
        }
        return numbers;
    }

    public int size() {
        return processor.size();
    }

    public void runNext(int number) {
        processor.runNext(runnable(number));
    }

    public int takeNext() {
        return number(processor.takeNext());
    }

    public int poll() {
        return number(processor.poll());
    }

    /** Whether exactly these numbers are in the queue, in order; without a loop in this class. */
    public boolean contains(Contents contents) {
        Runnable[] ring = (Runnable[]) RING.get(processor);
        int head = (int) HEAD.get(processor);
        Runnable[] queue = new Runnable[size()];
        int untilEnd = Math.min(ring.length - head, queue.length);
        System.arraycopy(ring, head, queue, 0, untilEnd);
        System.arraycopy(ring, 0, queue, untilEnd, queue.length - untilEnd);
        return Arrays.equals(queue, contents.queue);
    }

    /** What may be in a queue. */
    public static final class Contents {
        private final Runnable[] queue;

        public Contents(List<Integer> numbers) {
            queue = numbers.stream().map(OpenProcessor::runnable).toArray(Runnable[]::new);
        }
    }

    /** Takes out all that is left, in the order in which it would run. */
    public List<Integer> drain() {
        List<Integer> numbers = new ArrayList<>();
        for (int n; (n = poll()) != 0;) {
            numbers.add(n);
        }
        return numbers;
    }
}
