package dev.weft.leak;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What something alive refers to, and does nothing with until it is asked to.
 *
 * @param gates gates that will be opened
 * @param threads goroutines that will be interrupted
 */
record Held(List<Gate> gates, List<Thread> threads) {
    private static final Map<Object, Held> ALL = new ConcurrentHashMap<>();
    private static final Map<Object, Gate> FOR_A_WHILE = new ConcurrentHashMap<>();

    /** Keeps them. */
    static void keep(Object owner, List<Gate> gates, List<Thread> threads) {
        ALL.put(owner, new Held(gates, threads));
    }

    /** Keeps a gate; returns what forgets it, and does not refer to it. */
    static Runnable keep(Gate gate) {
        Object key = new Object();
        FOR_A_WHILE.put(key, gate);
        return () -> FOR_A_WHILE.remove(key);
    }

    /** Opens the gates, and forgets them. */
    static void release(Object owner) throws Exception {
        Held held = ALL.get(owner);
        ALL.put(owner, new Held(List.of(), held.threads));
        for (Gate gate : held.gates) {
            gate.open();
        }
    }

    /** Interrupts the goroutines, and forgets them. */
    static void interrupt(Object owner) {
        ALL.remove(owner).threads.forEach(Thread::interrupt);
    }
}
