package dev.weft.linearizability;

import dev.weft.Channel;
import dev.weft.linearizability.Call.Arm;
import dev.weft.linearizability.Call.Communicate;
import dev.weft.linearizability.Call.Patience;
import dev.weft.support.ChannelModel;
import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A few channels, and a list of calls for each of a few threads: the same for the same seed. */
final class RandomProgram {
    private static final int MAX_CALLS = 48; // together with what is left in the channels, a history of at most 64

    private final int[] capacities;
    private final boolean[] virtual;
    private final boolean reusesCases;
    private final List<List<Call>> calls = new ArrayList<>();

    RandomProgram(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        capacities = new int[1 + random.nextInt(3)];
        Arrays.setAll(capacities, i -> new int[] {0, 0, 1, 2, 3}[random.nextInt(5)]);
        virtual = new boolean[2 + random.nextInt(5)];
        int kind = random.nextInt(4); // goroutines, goroutines, platform threads, both
        for (int t = 0; t < virtual.length; t++) {
            virtual[t] = kind < 2 || kind == 3 && random.nextBoolean();
        }
        int each = MAX_CALLS / virtual.length;
        boolean closes = random.nextInt(3) > 0;
        boolean interrupts = random.nextBoolean();
        reusesCases = random.nextBoolean();
        for (int t = 0; t < virtual.length; t++) {
            List<Call> own = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                own.add(randomCall(random, t * MAX_CALLS + i + 1, closes, interrupts));
            }
            calls.add(own);
        }
    }

    private Call randomCall(SplittableRandom random, int value, boolean closes, boolean interrupts) {
        int channel = random.nextInt(capacities.length);
        int dice = random.nextInt(100);
        if (dice < 2 && closes) {
            return new Call.Close(channel);
        }
        if (dice < 6) {
            return new Call.Len(channel);
        }
        if (dice < 10) {
            return new Call.Drained(channel);
        }
        if (dice < 16 && interrupts) {
            return new Call.Interrupt(random.nextInt(virtual.length));
        }
        if (dice < 25) {
            return new Call.Pause(random.nextInt(20));
        }
        Patience patience = Patience.values()[random.nextInt(3)];
        int n = random.nextBoolean() ? 1 : 2 + random.nextInt(Cases.MOST - 1);
        boolean inSelect = n > 1 || random.nextBoolean();
        List<Arm> arms = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Object toSend = random.nextBoolean() ? value + 1_000 * i : null; // no element is sent twice
            boolean nil = inSelect && random.nextInt(10) == 0;
            arms.add(new Arm(nil ? Arm.NIL : random.nextInt(capacities.length), toSend));
        }
        return new Communicate(List.copyOf(arms), patience, random.nextInt(100_000), inSelect);
    }

    /** Models of the channels in their initial state. */
    List<ChannelModel> model() {
        return Arrays.stream(capacities).mapToObj(ChannelModel::make).toList();
    }

    /** Runs the program, and returns its history. */
    List<Operation> run(Goroutines g) {
        List<Channel<Object>> channels = Arrays.stream(capacities).<Channel<Object>>mapToObj(Channel::make).toList();
        return new Execution(channels, virtual.length).run(g, virtual, calls, reusesCases);
    }

    @Override
    public String toString() {
        return "capacities " + Arrays.toString(capacities) + ", virtual " + Arrays.toString(virtual);
    }
}
