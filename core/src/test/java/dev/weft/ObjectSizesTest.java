package dev.weft;

import static dev.weft.support.LiveObjects.sizeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.wait.WaitReason;
import dev.weft.internal.wait.Waiter;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What those objects take that programs have many of: a field too many costs eight bytes each. With the references and
 * headers of 64-bit virtual machines whose heap is smaller than 32 GB.
 */
class ObjectSizesTest {
    @Test
    void noObjectHasGrown() {
        Timer timer = Timers.newTimer(Duration.ofDays(1));
        Waiter waiter = new Waiter(WaitReason.CHAN_RECEIVE);
        List<Object> objects = List.of(Channel.make(), Channel.make(1), new Mutex(), new RWMutex(), new WaitGroup(),
                new Cond(new Mutex()), timer.channel(), waiter);
        List<Long> sizes = objects.stream().map(object -> sizeOf(object.getClass())).toList();
        assertThat(sizes).containsExactly(48L, 64L, 24L, 56L, 32L, 24L, 72L, 48L);
        Reference.reachabilityFence(objects);
    }
}
