package dev.weft.internal.wait;

/**
 * What a parked thread waits for, in the words of Go's own goroutine dumps.
 *
 * <p>The constants are the blockers with which {@link Parker} parks: {@link
 * java.util.concurrent.locks.LockSupport#getBlocker} returns them, and their {@code toString} is Go's text.
 * Each has a class of its own because the thread dumps of the JDK print a blocker by its class name only:
 * {@code dev.weft.internal.wait.WaitReason$ChanReceive}.
 */
public abstract class WaitReason {
    /** {@code <-ch}. */
    public static final WaitReason CHAN_RECEIVE = new ChanReceive();

    /** {@code ch <- v}. */
    public static final WaitReason CHAN_SEND = new ChanSend();

    /** {@code select}. */
    public static final WaitReason SELECT = new Select();

    /** {@code select {}}, or one in which every channel is nil. */
    public static final WaitReason SELECT_NO_CASES = new SelectNoCases();

    /** {@code Mutex.Lock}. */
    public static final WaitReason MUTEX_LOCK = new MutexLock();

    /** {@code RWMutex.RLock}. */
    public static final WaitReason RWMUTEX_RLOCK = new RWMutexRLock();

    /** {@code RWMutex.Lock}. */
    public static final WaitReason RWMUTEX_LOCK = new RWMutexLock();

    /** {@code WaitGroup.Wait}. */
    public static final WaitReason WAIT_GROUP_WAIT = new WaitGroupWait();

    /** {@code Cond.Wait}. */
    public static final WaitReason COND_WAIT = new CondWait();

    /** {@code time.Sleep}. */
    public static final WaitReason SLEEP = new Sleep();

    /** Nothing: it can run, but lets others go first ({@code runtime.Gosched}, a short internal lock). */
    public static final WaitReason RUNNABLE = new CanRun();

    private final String text;

    private WaitReason(String text) {
        this.text = text;
    }

    @Override
    public final String toString() {
        return text;
    }

    private static final class ChanReceive extends WaitReason {
        ChanReceive() {
            super("chan receive");
        }
    }

    private static final class ChanSend extends WaitReason {
        ChanSend() {
            super("chan send");
        }
    }

    private static final class Select extends WaitReason {
        Select() {
            super("select");
        }
    }

    private static final class SelectNoCases extends WaitReason {
        SelectNoCases() {
            super("select (no cases)");
        }
    }

    private static final class MutexLock extends WaitReason {
        MutexLock() {
            super("sync.Mutex.Lock");
        }
    }

    private static final class RWMutexRLock extends WaitReason {
        RWMutexRLock() {
            super("sync.RWMutex.RLock");
        }
    }

    private static final class RWMutexLock extends WaitReason {
        RWMutexLock() {
            super("sync.RWMutex.Lock");
        }
    }

    private static final class WaitGroupWait extends WaitReason {
        WaitGroupWait() {
            super("sync.WaitGroup.Wait");
        }
    }

    private static final class CondWait extends WaitReason {
        CondWait() {
            super("sync.Cond.Wait");
        }
    }

    private static final class Sleep extends WaitReason {
        Sleep() {
            super("sleep");
        }
    }

    private static final class CanRun extends WaitReason {
        CanRun() {
            super("runnable");
        }
    }
}
