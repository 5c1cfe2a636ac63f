package dev.weft.examples.classics;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Unit.UNIT;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Publish and subscribe: a broker, which is one goroutine, keeps the list of subscribers to itself and serves
 * subscribers and publishers by a select. When it is told to stop, it closes the subscribers' channels.
 *
 * <p>Prints
 *
 * <pre>
 * the early subscriber got [one, two, three]
 * the late subscriber got [three]
 * </pre>
 */
public final class PubSub {
    private PubSub() {}

    /** {@link #serve} is the broker's side; any goroutine may call the other methods. */
    private static final class Broker {
        private final Channel<Channel<String>> subscriptions = Channel.make();
        private final Channel<String> messages = Channel.make();
        private final Channel<Unit> stop = Channel.make();

        ReceiveChannel<String> subscribe() throws InterruptedException {
            Channel<String> subscriber = Channel.make(10);
            subscriptions.send(subscriber);
            return subscriber;
        }

        void publish(String message) throws InterruptedException {
            messages.send(message);
        }

        void stop() throws InterruptedException {
            stop.send(UNIT);
        }

        void serve() throws InterruptedException {
            List<Channel<String>> subscribers = new ArrayList<>();
            var subscriber = receive(subscriptions);
            var message = receive(messages);
            var end = receive(stop);
            for (;;) {
                switch (select(subscriber, message, end)) {
                    case 0 -> subscribers.add(subscriber.value());
                    case 1 -> {
                        for (Channel<String> s : subscribers) {
                            s.send(message.value());
                        }
                    }
                    default -> {
                        subscribers.forEach(Channel::close);
                        return;
                    }
                }
            }
        }
    }

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Broker broker = new Broker();
        go(broker::serve);

        ReceiveChannel<String> early = broker.subscribe();
        broker.publish("one");
        broker.publish("two");
        ReceiveChannel<String> late = broker.subscribe();
        broker.publish("three");
        broker.stop();

        out.println("the early subscriber got " + early.stream().toList());
        out.println("the late subscriber got " + late.stream().toList());
    }
}
