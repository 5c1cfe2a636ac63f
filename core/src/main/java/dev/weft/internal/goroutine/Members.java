package dev.weft.internal.goroutine;

import dev.weft.Channel;
import dev.weft.Unit;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The members of one {@link Program}: who they are, when the last of them is gone, and which of them can never go on.
 *
 * <p><b>When it is over.</b> {@code alive} counts the members and, until {@code main} has been started, the caller of
 * {@code run}. A member is counted before it starts. The thread that counts it is a member itself, or a timer or
 * context that starts a function, which it may only if the count is not zero. The count is never raised from zero; the
 * thread that lowers it to zero closes {@code over}. So nothing of the program can run after that.
 *
 * <p><b>If it is stuck.</b> Observers may find that members are {@linkplain GoroutineRecord#isLost lost}: they can never
 * go on, and never lower the count. Those members are {@linkplain #lose written off}: {@code lost} counts them, and they
 * are no members any longer. When all that the count has left are lost, the program is {@linkplain #giveUp given up},
 * which lowers the count to zero. While {@code main} has not ended, that takes one thing more: that nothing is left which
 * could start another member, such as a timer. For this to be possible, nothing that outlives the members may keep them.
 * So the caller of {@code run}, whose stack refers to this object, refers to the members through their records only, and
 * to the {@link Crew} weakly.
 */
public final class Members {
    private final Outcome outcome;

    /** Those whose thread has been made, and that are not gone. */
    private final Set<Member> present = ConcurrentHashMap.newKeySet();

    private final AtomicInteger alive = new AtomicInteger(1);

    /** How many are lost. Changed by observers only, one at a time. */
    private final AtomicInteger lost = new AtomicInteger();

    /** Those that are lost, or the last of them. Used by observers only, one at a time, until this is over. */
    private final Deque<GoroutineRecord> lostMembers = new ArrayDeque<>();

    /** Closed when it is over. It keeps the caller of {@code run} while a member is kept: a dead program wakes it. */
    private final Channel<Unit> over = Channel.make();

    private final AtomicReference<@Nullable WeakReference<Crew>> crew = new AtomicReference<>();

    Members(Outcome outcome) {
        this.outcome = outcome;
    }

    /** The channel that is closed when all members are gone. */
    Channel<Unit> over() {
        return over;
    }

    /** Counts one more; returns false, and does nothing, if the program is over. */
    boolean enter() {
        for (;;) {
            int n = alive.get();
            if (n <= 0) { // below zero, members have ended that had been abandoned
                return false;
            }
            if (alive.compareAndSet(n, n + 1)) {
                return true;
            }
        }
    }

    /** Counts one less. */
    void leave() {
        int left = alive.decrementAndGet();
        if (left == 0) {
            over.tryClose(); // it is closed already if this is a bubble that has been abandoned
        } else if (left == lost.get()) {
            giveUp();
        }
    }

    /** Called when the thread of a member is made. */
    void add(Member member) {
        present.add(member);
    }

    /** Called when the task of a member has ended, or could not be started. */
    void remove(Member member) {
        member.forget();
        present.remove(member);
        leave();
    }

    /** Counts all as gone, although they are not. No others can be started. */
    void abandon() {
        forgetAll();
        alive.set(0);
        over.tryClose();
    }

    /** Observers do not see them any longer. */
    void forgetAll() {
        for (Member member : present) {
            member.forget();
        }
        present.clear();
    }

    /** Asks all to stop that have not been asked. Throws if there is no memory; then some may not have been asked. */
    void askToStop() {
        for (Member member : present) { // a lambda would take memory when it is first used
            member.askToStop();
        }
    }

    void interrupt() {
        for (Member member : present) {
            member.interrupt();
        }
    }

    /** The crew, or a new one if all of its threads have ended and nobody else refers to it. */
    Crew crew() {
        for (;;) {
            WeakReference<Crew> ref = crew.get();
            Crew c = ref == null ? null : ref.get();
            if (c != null) {
                return c;
            }
            Crew made = new Crew();
            if (crew.compareAndSet(ref, new WeakReference<>(made))) {
                return made;
            }
        }
    }

    void closeCrew() {
        WeakReference<Crew> ref = crew.get();
        Crew c = ref == null ? null : ref.get();
        if (c != null) {
            c.close();
        }
    }

    // For observers.

    /**
     * All members of all programs.
     *
     * @return a view, which changes
     */
    public static Collection<? extends GoroutineRecord> ofAllPrograms() {
        return Member.all();
    }

    /**
     * The members of this program, without those that are lost.
     *
     * @return a view, which changes
     */
    public Collection<? extends GoroutineRecord> present() {
        return Collections.unmodifiableCollection(present);
    }

    /**
     * How many have been started, or are about to be, and have not ended.
     *
     * @return their number, without those that are lost
     */
    public int countAlive() {
        return alive.get() - lost.get();
    }

    /**
     * Whether any have been written off.
     *
     * @return true if the program waits for some that can never go on
     */
    public boolean hasLost() {
        return lost.get() > 0;
    }

    /**
     * Writes off a member that is lost. Not at the same time as another call.
     *
     * @param member a member of any program
     * @return false if it is no member
     */
    public static boolean lose(GoroutineRecord member) {
        if (!(member instanceof Member m) || !m.forget()) {
            return false;
        }
        Members members = m.program().members();
        members.present.remove(m);
        members.lost.incrementAndGet(); // first, as there may be no memory for the second
        members.lostMembers.add(m);
        return true;
    }

    /**
     * Those that were written off.
     *
     * @return a copy
     */
    public List<GoroutineRecord> lost() {
        return List.copyOf(lostMembers);
    }

    /**
     * Forgets lost members, the oldest first, since they have been reported; they still count. Not at the same time as
     * {@link #lose}.
     *
     * @param limit how many to remember
     */
    public void forgetLost(int limit) {
        while (lostMembers.size() > limit) {
            lostMembers.remove();
        }
    }

    /**
     * Lets {@link Program#run} return if all members that are left are lost and, unless the program has ended, nobody can
     * start another.
     *
     * @return whether it does
     */
    public boolean giveUp() {
        int n = lost.get();
        WeakReference<Crew> ref = crew.get();
        boolean stuck = n > 0 && (outcome.isSet() || ref == null || ref.refersTo(null)) && alive.compareAndSet(n, 0);
        if (stuck) {
            over.close();
        }
        return stuck;
    }

    /**
     * Whether nobody was left who could end the program.
     *
     * @return true once it has been given up before {@code main} ended
     */
    public boolean isGivenUp() {
        return alive.get() == 0 && hasLost() && !outcome.isSet();
    }
}
