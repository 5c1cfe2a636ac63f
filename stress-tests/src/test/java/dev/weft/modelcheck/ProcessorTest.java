package dev.weft.modelcheck;

import static dev.weft.modelcheck.Effort.explore;
import static dev.weft.modelcheck.Program.check;
import static dev.weft.modelcheck.Program.together;

import dev.weft.internal.scheduler.OpenProcessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A processor as a whole, its slot and its queue. Their operations are not atomic together: what is displaced from the
 * slot is nowhere for a moment. But whatever was made runnable there comes out once.
 */
class ProcessorTest {
    private static OpenProcessor processor;
    private static List<Integer> first;
    private static List<Integer> second;

    private static void make() {
        processor = new OpenProcessor();
        first = new ArrayList<>();
        second = new ArrayList<>();
    }

    /** What came out, and what is left, are the numbers from 1 on. */
    private static void checkAllAreThereOnce(int count) {
        List<Integer> all = new ArrayList<>(first);
        all.addAll(second);
        all.addAll(processor.drain());
        all.removeIf(n -> n == 0);
        Collections.sort(all);
        check(all.equals(numbers(1, count)), "each comes out once, not " + all);
    }

    @Test
    void aThiefTakesWhatIsNext() {
        explore(() -> {
            make();
            together(
                    () -> {
                        processor.runNext(1);
                        processor.runNext(2);
                        first.add(processor.poll());
                        processor.runNext(3);
                        first.add(processor.poll());
                    },
                    () -> {
                        second.add(processor.takeNext());
                        second.add(processor.takeNext());
                    });
            checkAllAreThereOnce(3);
        });
    }

    @Test
    void aThiefTakesHalfOfTheQueue() {
        explore(() -> {
            make();
            processor.push(1);
            processor.push(2);
            processor.push(3);
            together(
                    () -> {
                        first.add(processor.poll());
                        processor.push(4);
                        first.add(processor.poll());
                    },
                    () -> second.addAll(processor.steal(2)));
            checkAllAreThereOnce(4);
        });
    }

    /** The carrier that has lost the processor is still making something runnable there. */
    @Test
    void twoCarriersUseTheSlot() {
        explore(() -> {
            make();
            together(
                    () -> {
                        processor.runNext(1);
                        first.add(processor.poll());
                        processor.runNext(2);
                        first.add(processor.poll());
                    },
                    () -> {
                        processor.runNext(3);
                        second.add(processor.takeNext());
                    });
            checkAllAreThereOnce(3);
        });
    }

    /** Two make a larger one, as it is full, while something is taken out. */
    @Test
    void theQueueGrows() {
        int last = OpenProcessor.CAPACITY + 2;
        List<Integer> numbers = new ArrayList<>(numbers(2, last));
        OpenProcessor.Contents oneWay = new OpenProcessor.Contents(numbers);
        Collections.swap(numbers, numbers.size() - 2, numbers.size() - 1);
        OpenProcessor.Contents orTheOther = new OpenProcessor.Contents(numbers);
        List<OpenProcessor> used = Effort.exploreWith(ProcessorTest::full, p -> {
            make();
            processor = p;
            together(
                    () -> processor.push(last - 1), () -> processor.push(last), () -> second.add(processor.pop()));
            check(second.get(0) == 1, "the first comes out");
            check(processor.contains(oneWay) || processor.contains(orTheOther), "the others are in order");
        });
        check(used.size() > 1, "it was explored");
    }

    private static OpenProcessor full() {
        OpenProcessor p = new OpenProcessor();
        for (int i = 0; i < 10; i++) { // so that it wraps around
            p.push(1);
            p.pop();
        }
        numbers(1, OpenProcessor.CAPACITY).forEach(p::push);
        return p;
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
