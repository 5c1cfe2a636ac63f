package dev.weft.examples.jobs;

import dev.weft.sync.Mutex;
import java.util.List;
import java.util.TreeMap;

/** Counts jobs. All workers share it, so a mutex guards every field. */
final class Stats {
    private final Mutex mu = new Mutex();
    private int running;
    private int mostAtOnce;
    private int done;
    private int canceled;
    private int retries;
    private final TreeMap<String, Exception> failures = new TreeMap<>();

    void begin() {
        mu.lock();
        try {
            running++;
            mostAtOnce = Math.max(mostAtOnce, running);
        } finally {
            mu.unlock();
        }
    }

    void retry() {
        mu.lock();
        try {
            retries++;
        } finally {
            mu.unlock();
        }
    }

    void done() {
        mu.lock();
        try {
            running--;
            done++;
        } finally {
            mu.unlock();
        }
    }

    void canceled() {
        mu.lock();
        try {
            running--;
            canceled++;
        } finally {
            mu.unlock();
        }
    }

    void failed(String name, Exception why) {
        mu.lock();
        try {
            running--;
            failures.put(name, why);
        } finally {
            mu.unlock();
        }
    }

    Totals totals() {
        mu.lock();
        try {
            List<String> why = failures.entrySet().stream()
                    .map(failure -> failure.getKey() + ": " + failure.getValue().getMessage()).toList();
            return new Totals(done, failures.size(), canceled, retries, mostAtOnce, why);
        } finally {
            mu.unlock();
        }
    }
}
