package dev.weft.conformance.context;

import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.context.AfterFunc;
import dev.weft.context.Context;
import dev.weft.support.OtherContext;

/** Delegates to another context, but is done when a channel of its own is closed. Counts who watches that channel. */
final class CustomDoneContext extends OtherContext {
    private final ReceiveChannel<?> done;
    int watchers;

    CustomDoneContext(Context context, ReceiveChannel<?> done) {
        super(context);
        this.done = done;
    }

    @Override
    public ReceiveChannel<?> done() {
        return done;
    }

    @Override
    public AfterFunc whenDone(Task<?> f) {
        watchers++;
        return super.whenDone(f);
    }
}
