package dev.weft.internal.bubble;

import java.util.concurrent.FutureTask;

/** A piece of work that is to be done at a set time: a function to start, a context to end. It is done or cancelled. */
final class Alarm extends FutureTask<Void> {
    private final Bubble bubble;
    final Event event;

    @SuppressWarnings({"NullAway", "this-escape"}) // a result of nothing; into its own field
    Alarm(Bubble bubble, Runnable work) {
        super(work, null);
        this.bubble = bubble;
        this.event = Event.of(this);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(false);
        if (cancelled) {
            bubble.callOff(event);
        }
        return cancelled;
    }
}
