package dev.weft.internal.bubble;

import dev.weft.GoroutineState;
import dev.weft.internal.observe.Known;
import dev.weft.internal.wait.WaitReason;
import java.util.List;
import java.util.Map;

/**
 * What the goroutines of a bubble do at one moment; for whoever reads why its clock stands still.
 *
 * @param running those that count as running, by their numbers
 * @param blocked those that count as blocked, by their numbers
 */
public record Snapshot(List<GoroutineState> running, List<GoroutineState> blocked) {
    /**
     * Takes one.
     *
     * @param bubble of which bubble
     * @return what its goroutines do now
     */
    public static Snapshot of(Bubble bubble) {
        Map<Thread, WaitReason> waits = bubble.blocked();
        return new Snapshot(
                Known.states(thread -> !waits.containsKey(thread) && bubble.contains(thread)),
                Known.states(thread -> waits.containsKey(thread) && bubble.contains(thread)));
    }
}
