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
 * Contexts: each order has one that the kitchen works for. One guest gets the dish, one leaves before, one has no time
 * to wait for it; and in the end the restaurant closes, with all that still goes on in it.
 *
 * <p>Where Go returns {@code ctx.Err()}, it is thrown here; its {@code getMessage} is Go's text. Prints
 *
 * <pre>
 * table 1 orders soup
 * table 1 gets hot soup
 * 1: &lt;nil&gt;
 * table 2 orders fish
 * 2: context canceled
 * 2: the guest has left
 * table 3 orders roast
 * 3: context deadline exceeded
 * 4: &lt;nil&gt;
 * 4: context canceled
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
            out.println("1: " + result(one, "soup", soup, out));

            try (var two = withCancel(withValue(restaurant, TABLE, 2))) {
                go(() -> two.cancel(new Exception("the guest has left")));
                out.println("2: " + result(two, "fish", OFF, out));
                out.println("2: " + two.cause().getMessage());
            }

            try (var three = withTimeout(withValue(restaurant, TABLE, 3), Duration.ofMillis(20))) {
                out.println("3: " + result(three, "roast", OFF, out));
            }

            Channel<Unit> lightsOut = Channel.make();
            Context.afterFunc(restaurant, lightsOut::close);
            try (var four = withCancel(restaurant)) {
                out.println("4: " + text(four.err()));
                restaurant.cancel();
                out.println("4: " + text(four.err()));
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
