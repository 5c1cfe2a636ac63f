package dev.weft.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Members go on after interrupts, on the same thread or on another. */
@ExtendWith(OwnVm.class)
class CrewTest {
    private final List<Throwable> failures = new ArrayList<>();
    private final Crew crew = new Crew(new Dice(3), failures::add);

    @Test
    void anInterruptedStageGoesOnWhereItWas() throws Exception {
        Channel<Integer> never = Channel.make();
        List<Integer> steps = new ArrayList<>();
        List<Thread> carriers = new ArrayList<>();
        crew.start(new Stage() {
            @Override
            public boolean step() throws InterruptedException {
                steps.add(steps.size());
                carriers.add(Thread.currentThread());
                if (steps.size() % 2 == 1) {
                    Thread.currentThread().interrupt();
                    never.receive();
                }
                return steps.size() < 100;
            }

            @Override
            public void end() {
                steps.add(-1);
            }
        });
        crew.join();
        assertThat(failures).isEmpty();
        assertThat(steps).hasSize(101).endsWith(-1);
        assertThat(crew.steps()).isEqualTo(100);
        assertThat(crew.interrupts()).isEqualTo(50);
        assertThat(carriers.stream().distinct().count()).isBetween(2L, 51L);
    }

    @Test
    void thePestInterruptsUntilAllHaveEnded() throws Exception {
        Channel<Integer> never = Channel.make();
        int[] interrupts = {0};
        crew.pester(Integer.MAX_VALUE);
        crew.start(() -> {
            try {
                never.receive();
            } catch (InterruptedException e) {
                interrupts[0]++;
            }
            return interrupts[0] < 20;
        });
        crew.join();
        assertThat(interrupts[0]).isEqualTo(20);
    }
}
