package dev.weft.internal.goroutine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;

/** A program whose main has returned, and of which two goroutines are left; for tests in other packages. */
public final class OpenProgram {
    private static final VarHandle ALIVE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Members.class, MethodHandles.lookup());
            ALIVE = lookup.findVarHandle(Members.class, "alive", AtomicInteger.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Program program = new Program(() -> {});
    private final Member one = member();
    private final Member other = member();

    /** Makes the program. */
    public OpenProgram() {
        ((AtomicInteger) ALIVE.get(program.members())).set(2);
        program.stop();
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
        Members.lose(other);
        program.members().giveUp();
    }

    /** Whether the one who waits for the end of the program is told. */
    public boolean isOver() {
        return program.over().drained();
    }

    /** How many are counted. */
    public int alive() {
        return ((AtomicInteger) ALIVE.get(program.members())).get();
    }
}
