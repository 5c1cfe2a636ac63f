package dev.weft.internal.goroutine;

import dev.weft.Channel;
import dev.weft.Unit;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A program whose main has returned, and of which two goroutines are left; for tests in other packages. */
public final class OpenProgram {
    private static final VarHandle ALIVE;
    private static final VarHandle OUTCOME;
    private static final VarHandle OVER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Program.class, MethodHandles.lookup());
            ALIVE = lookup.findVarHandle(Program.class, "alive", AtomicInteger.class);
            OUTCOME = lookup.findVarHandle(Program.class, "outcome", AtomicReference.class);
            OVER = lookup.findVarHandle(Program.class, "over", Channel.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Program program = new Program(() -> {});
    private final Member one = member();
    private final Member other = member();

    /** Makes the program. */
    @SuppressWarnings("unchecked")
    public OpenProgram() {
        ((AtomicInteger) ALIVE.get(program)).set(2);
        ((AtomicReference<Object>) OUTCOME.get(program)).set(new Object());
    }

    private Member member() {
        Member member = new Member(program, null, () -> {}, null);
        member.newThread(member);
        return member;
    }

    /** One of the two ends. */
    public void oneEnds() {
        program.ended(one);
    }

    /** An observer has found that the other one is lost. */
    public void otherIsLost() {
        Program.lose(other);
        program.giveUp();
    }

    /** Whether the one who waits for the end of the program is told. */
    @SuppressWarnings("unchecked")
    public boolean isOver() {
        return ((Channel<Unit>) OVER.get(program)).drained();
    }

    /** How many are counted. */
    public int alive() {
        return ((AtomicInteger) ALIVE.get(program)).get();
    }
}
