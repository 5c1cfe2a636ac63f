package dev.weft.examples.gobyexample;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.context.Context.background;
import static dev.weft.context.Context.withCancel;
import static dev.weft.context.Context.withTimeout;
import static dev.weft.context.Context.withValue;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Contexts: the kitchen works on each order with a context. One guest gets the dish, one leaves early, one has no time
 * to wait for it; and in the end the restaurant closes, and everything still under way in it ends.
 *
 * <p>Where Go returns {@code ctx.Err()}, it is thrown here; its {@code getMessage} is Go's text. Prints
 *
 * <pre>
 * table 1 orders soup
 * table 1 gets hot soup
 * table 1, err: &lt;nil&gt;
 * table 2 orders fish
 * table 2, err: context canceled
 * table 2, cause: the guest has left
 * table 3 orders roast
 * table 3, err: context deadline exceeded
 * table 4, err: &lt;nil&gt;
 * table 4, err: context canceled
 * lights out
 * </pre>
 */
public final class Contexts {
    private static final Context.Key<Integer> TABLE = Context.Key.of("table");

    /** A stove that is off: never ready in a select. */
    private static final ReceiveChannel<String> OFF = null;

    private Contexts() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        try (var restaurant = withCancel(background())) {
            Context one = withValue(restaurant, TABLE, 1);
            Channel<String> soup = Channel.make(1);
            soup.send("soup");
            out.println("table 1, err: " + result(one, "soup", soup, out));

            try (var two = withCancel(withValue(restaurant, TABLE, 2))) {
                go(() -> two.cancel(new Exception("the guest has left")));
                out.println("table 2, err: " + result(two, "fish", OFF, out));
                out.println("table 2, cause: " + two.cause().getMessage());
            }

            try (var three = withTimeout(withValue(restaurant, TABLE, 3), Duration.ofMillis(20))) {
                out.println("table 3, err: " + result(three, "roast", OFF, out));
            }

            Channel<Unit> lightsOut = Channel.make();
            Context.afterFunc(restaurant, lightsOut::close);
            try (var four = withCancel(restaurant)) {
                out.println("table 4, err: " + text(four.err()));
                restaurant.cancel();
                out.println("table 4, err: " + text(four.err()));
            }
            lightsOut.receive();
            out.println("lights out");
        }
    }

    private static void order(Context ctx, String dish, ReceiveChannel<String> stove, PrintStream out)
            throws InterruptedException {
        out.println("table " + ctx.value(TABLE) + " orders " + dish);
        var hot = receive(stove);
        switch (select(hot, receive(ctx.done()))) {
            case 0 -> out.println("table " + ctx.value(TABLE) + " gets hot " + hot.value());
            default -> throw ctx.err();
        }
    }

    private static String result(Context ctx, String dish, ReceiveChannel<String> stove, PrintStream out)
            throws InterruptedException {
        try {
            order(ctx, dish, stove, out);
            return text(null);
        } catch (ContextException e) {
            return text(e);
        }
    }

    private static String text(ContextException err) {
        return err == null ? "<nil>" : err.getMessage();
    }
}
