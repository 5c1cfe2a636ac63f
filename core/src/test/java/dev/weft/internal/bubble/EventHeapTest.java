package dev.weft.internal.bubble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The events of a bubble, in the order of their times. */
class EventHeapTest {
    private final EventHeap heap = new EventHeap();

    private static Event at(long time) {
        Event event = Event.of(new Alarm(null, () -> {
        }));
        event.set(time);
        return event;
    }

    @Test
    void anEmptyHeapHasNone() {
        assertThat(heap.first()).isNull();
        heap.remove(at(1));
        assertThat(heap.first()).isNull();
    }

    @Test
    void aClearedHeapCanBeUsedAgain() {
        Event old = at(1);
        heap.add(old);
        heap.add(at(2));
        heap.clear();
        assertThat(heap.first()).isNull();
        heap.remove(old);
        for (int i = 0; i < 40; i++) {
            heap.add(at(i));
        }
        assertThat(heap.first().time).isZero();
    }

    /** The same as a list that is searched for the smallest. */
    @RepeatedTest(20)
    void eventsComeAndGo() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Event> model = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            switch (random.nextInt(5)) {
                case 0, 1, 2 -> {
                    Event event = at(random.nextInt(50));
                    model.add(event);
                    heap.add(event);
                }
                case 3 -> {
                    if (!model.isEmpty()) {
                        Event event = model.remove(random.nextInt(model.size()));
                        heap.remove(event);
                        heap.remove(event); // it is not there any more
                    }
                }
                default -> {
                    Event first = heap.first();
                    assertThat(first == null).as("seed %s", seed).isEqualTo(model.isEmpty());
                    if (first != null) {
                        heap.remove(first);
                        assertThat(model.remove(first)).isTrue();
                        assertThat(first.time).as("seed %s", seed).isLessThanOrEqualTo(earliest(model));
                    }
                }
            }
        }
        List<Long> rest = new ArrayList<>();
        for (Event e = heap.first(); e != null; e = heap.first()) {
            heap.remove(e);
            rest.add(e.time);
        }
        assertThat(rest).as("seed %s", seed).isSorted().hasSameSizeAs(model);
    }

    private static long earliest(List<Event> model) {
        return model.stream().min(Comparator.comparingLong(e -> e.time)).map(e -> e.time).orElse(Long.MAX_VALUE);
    }

    /** What happens at the same time happens in any order. */
    @Test
    void tiesAreBroken() {
        boolean firstFirst = false;
        boolean secondFirst = false;
        for (int i = 0; i < 1_000 && !(firstFirst && secondFirst); i++) {
            Event first = at(1);
            heap.clear();
            heap.add(first);
            heap.add(at(1));
            if (heap.first() == first) {
                firstFirst = true;
            } else {
                secondFirst = true;
            }
        }
        assertThat(firstFirst && secondFirst).isTrue();
    }
}
