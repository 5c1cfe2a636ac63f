package dev.weft.leak;

import dev.weft.Task;
import java.util.function.Supplier;

/** What gates are made of. */
enum GateKind {
    /** A channel that is closed, and from which goroutines receive. */
    RECEIVE(true, "chan receive", Gates::receive),
    /** The same in a loop. */
    RANGE(true, "chan receive", Gates::range),
    /** A channel that is closed while goroutines send. */
    SEND(true, "chan send", Gates::send),
    /** A channel that is closed, and another one, to which nobody else refers. */
    SELECT(true, "select", Gates::select),
    /** A mutex that is unlocked. */
    MUTEX(false, "sync.Mutex.Lock", Gates::mutex),
    /** The same, and goroutines are ready to be interrupted. */
    INTERRUPTIBLE_MUTEX(true, "sync.Mutex.Lock", Gates::interruptibleMutex),
    /** A mutex with a writer that unlocks it. */
    READ_LOCK(false, "sync.RWMutex.RLock", Gates::readLock),
    /** A wait group with one task. */
    WAIT_GROUP(true, "sync.WaitGroup.Wait", Gates::waitGroup),
    /** A condition. */
    COND(true, "sync.Cond.Wait", Gates::cond),
    /** A context that is canceled. */
    CONTEXT(true, "chan receive", Gates::context),
    /** A semaphore; one unit goes round. */
    SEMAPHORE(true, "", Gates::semaphore),
    /** The JDK's future. */
    FUTURE(true, "waiting for java.util.concurrent", Gates::future),
    /** The JDK's latch. */
    LATCH(true, "waiting for java.util.concurrent", Gates::latch),
    /** A condition of the JDK's lock. */
    CONDITION(true, "waiting for java.util.concurrent", Gates::condition);

    /** Whether an interrupt ends a wait. */
    final boolean interruptible;

    /** How the reason begins that the library gives. */
    final String reason;

    private final Supplier<Gate> maker;

    GateKind(boolean interruptible, String reason, Supplier<Gate> maker) {
        this.interruptible = interruptible;
        this.reason = reason;
        this.maker = maker;
    }

    /** Whether the library may give this reason; a goroutine that waits for a condition also waits for its lock. */
    boolean mayShow(String shown) {
        return shown.startsWith(reason) || this == COND && MUTEX.mayShow(shown);
    }

    /** A closed gate of this kind. */
    Gate make() {
        return maker.get();
    }

    /** A gate of two functions. */
    static Gate of(Task<?> await, Task<?> open) {
        return new Gate() {
            @Override
            public void await() throws Exception {
                await.run();
            }

            @Override
            public void open() throws Exception {
                open.run();
            }
        };
    }
}
