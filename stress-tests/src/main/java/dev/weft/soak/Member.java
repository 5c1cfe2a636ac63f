package dev.weft.soak;

/** A stage and the thread that runs it. An interrupted thread goes on with it, or ends and leaves it to a new one. */
final class Member implements Runnable {
    private final Crew crew;
    private final Stage stage;
    private final Dice dice;
    private final boolean virtual;
    private volatile Thread thread;

    /** Used by the running thread alone; read by others when all threads have been joined. */
    private long steps;

    private long interrupts;

    Member(Crew crew, Stage stage, Dice dice, boolean virtual) {
        this.crew = crew;
        this.stage = stage;
        this.dice = dice;
        this.virtual = virtual;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            for (;;) {
                try {
                    steps++;
                    if (!stage.step()) {
                        break;
                    }
                } catch (InterruptedException e) {
                    interrupts++;
                    if (dice.oneIn(2)) {
                        crew.launch(this);
                        return;
                    }
                }
            }
            stage.end();
        } catch (Throwable t) {
            crew.failed(new AssertionError(stage.getClass().getSimpleName() + " failed: " + t, t));
        }
    }

    boolean isVirtual() {
        return virtual;
    }

    /** Null until it runs for the first time. */
    Thread thread() {
        return thread;
    }

    Stage stage() {
        return stage;
    }

    long steps() {
        return steps;
    }

    long interrupts() {
        return interrupts;
    }
}
