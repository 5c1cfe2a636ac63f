package dev.weft.observe;

import static dev.weft.support.Goroutines.awaitUntil;

import dev.weft.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the library logs. */
final class Logged {
    private Logged() {}

    /** Runs a task, and returns what is logged meanwhile, which is at least one text. */
    static List<String> warningsOf(Task<?> task) {
        return textsOf(1, task, LogRecord::getMessage);
    }

    /** Returns at least so many texts, each with its level before it, and with what was thrown after it. */
    static List<String> entriesOf(int count, Task<?> task) {
        return textsOf(count, task, entry -> entry.getLevel() + ": " + entry.getMessage()
                + (entry.getThrown() == null ? "" : "\n" + entry.getThrown()));
    }

    private static List<String> textsOf(int count, Task<?> task, Function<LogRecord, String> textOf) {
        Logger logger = Logger.getLogger("dev.weft");
        List<String> texts = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                texts.add(textOf.apply(entry));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            task.run();
            awaitUntil(() -> texts.size() >= count);
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        return new ArrayList<>(texts);
    }
}
