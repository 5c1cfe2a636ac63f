package dev.weft.soak;

import dev.weft.Task;

/** A stage of one step, which is repeated if it is interrupted, followed by an end. */
final class OneShot implements Stage {
    private final Task<?> step;
    private final Runnable atEnd;

    OneShot(Task<?> step, Runnable atEnd) {
        this.step = step;
        this.atEnd = atEnd;
    }

    @Override
    public boolean step() throws Exception {
        step.run();
        return false;
    }

    @Override
    public void end() {
        atEnd.run();
    }
}
