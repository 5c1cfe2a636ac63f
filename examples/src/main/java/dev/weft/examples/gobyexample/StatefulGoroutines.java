package dev.weft.examples.gobyexample;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.SendChannel;
import dev.weft.Unit;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stateful goroutines: a stock of fruit belongs to one goroutine. Others never touch it: they send it questions and
 * deliveries, each with a channel for the answer. No lock is needed.
 *
 * <p>Ten goroutines deliver twenty apples and twenty pears each, one by one, while twenty others check the number of
 * apples, which never decreases. Prints
 *
 * <pre>
 * apples: 200
 * pears: 200
 * never fewer than before: true
 * </pre>
 */
public final class StatefulGoroutines {
    private StatefulGoroutines() {}

    private record Question(String fruit, SendChannel<Integer> answer) {}

    private record Delivery(String fruit, int number, SendChannel<Boolean> receipt) {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<Question> questions = Channel.make();
        Channel<Delivery> deliveries = Channel.make();
        Channel<Unit> closingTime = Channel.make();
        go(() -> keepStock(questions, deliveries, closingTime));

        WaitGroup wg = new WaitGroup();
        for (int i = 0; i < 10; i++) {
            wg.go(() -> {
                for (int n = 0; n < 20; n++) {
                    for (String fruit : List.of("apples", "pears")) {
                        Channel<Boolean> receipt = Channel.make();
                        deliveries.send(new Delivery(fruit, 1, receipt));
                        receipt.receive();
                    }
                }
            });
        }
        AtomicBoolean neverFewer = new AtomicBoolean(true);
        for (int i = 0; i < 20; i++) {
            wg.go(() -> {
                int before = 0;
                for (int n = 0; n < 20; n++) {
                    int now = ask(questions, "apples");
                    if (now < before) {
                        neverFewer.set(false);
                    }
                    before = now;
                }
            });
        }
        wg.await();

        out.println("apples: " + ask(questions, "apples"));
        out.println("pears: " + ask(questions, "pears"));
        out.println("never fewer than before: " + neverFewer.get());
        closingTime.close();
    }

    private static int ask(SendChannel<Question> questions, String fruit) throws InterruptedException {
        Channel<Integer> answer = Channel.make();
        questions.send(new Question(fruit, answer));
        return answer.receive();
    }

    private static void keepStock(ReceiveChannel<Question> questions, ReceiveChannel<Delivery> deliveries,
            ReceiveChannel<Unit> closingTime) throws InterruptedException {
        Map<String, Integer> stock = new HashMap<>();
        var question = receive(questions);
        var delivery = receive(deliveries);
        var end = receive(closingTime);
        for (;;) {
            switch (select(question, delivery, end)) {
                case 0 -> {
                    Question q = question.value();
                    q.answer().send(stock.getOrDefault(q.fruit(), 0));
                }
                case 1 -> {
                    Delivery d = delivery.value();
                    stock.merge(d.fruit(), d.number(), Integer::sum);
                    d.receipt().send(true);
                }
                default -> { return; }
            }
        }
    }
}
