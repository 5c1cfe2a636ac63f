package dev.weft.modelcheck;

import dev.weft.internal.wait.Parker;

/** The threads of a program that {@link Effort#explore} runs. */
final class Program {
    /** What one thread does. */
    @FunctionalInterface
    interface Part {
        void run() throws Exception;
    }

    private Program() {}

    /**
     * Runs every part in a thread of its own, and waits for all of them.
     *
     * @param parts what the threads do
     */
    static void together(Part... parts) {
        join(start(parts));
    }

    /**
     * Does the same, with one more thread that interrupts the first one.
     *
     * @param parts what the threads do
     */
    static void togetherInterruptingTheFirst(Part... parts) {
        Actor[] actors = start(parts);
        Actor interrupter = new Actor(() -> Parker.interrupt(actors[0].thread));
        interrupter.thread.start();
        join(actors);
        join(interrupter);
    }

    /**
     * Fails unless a condition holds.
     *
     * @param holds the condition
     * @param what what should hold, for the failure message
     */
    static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private static Actor[] start(Part... parts) {
        Actor[] actors = new Actor[parts.length];
        for (int i = 0; i < parts.length; i++) {
            actors[i] = new Actor(parts[i]);
        }
        for (Actor actor : actors) {
            actor.thread.start();
        }
        return actors;
    }

    private static void join(Actor... actors) {
        for (Actor actor : actors) {
            try {
                actor.thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (actor.failure != null) {
                throw new AssertionError(actor.failure);
            }
        }
    }

    /** Not a Thread itself: Lincheck does not start those. */
    private static final class Actor implements Runnable {
        private final Part part;
        private final Thread thread = new Thread(this);
        private Throwable failure;

        private Actor(Part part) {
            this.part = part;
        }

        @Override
        public void run() {
            try {
                part.run();
            } catch (Throwable t) {
                failure = t;
            }
        }
    }
}
