package com.example;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.util.Map;
import java.util.TreeMap;

/** Counts words: goroutines take lines from a channel, and count into one map, which a mutex guards. */
public final class WordCount {
    private final Mutex mutex = new Mutex();
    private final Map<String, Integer> counts = new TreeMap<>();

    /** Counts the words of all lines, up to the end of the lines, or until quit is closed. */
    public Map<String, Integer> count(ReceiveChannel<String> lines, ReceiveChannel<Unit> quit, int goroutines)
            throws InterruptedException {
        var all = new WaitGroup();
        for (int i = 0; i < goroutines; i++) all.go(() -> work(lines, quit));
        all.await();
        return counts;
    }

    private void work(ReceiveChannel<String> lines, ReceiveChannel<Unit> quit) throws InterruptedException {
        var line = receive(lines);
        var stop = receive(quit);
        for (;;) {
            switch (select(line, stop)) {
                case 0 -> {
                    if (!line.ok()) return;
                    add(line.value());
                }
                default -> {
                    return;
                }
            }
        }
    }

    private void add(String line) {
        mutex.lock();
        try {
            for (String word : line.split(" ")) counts.merge(word, 1, Integer::sum);
        } finally {
            mutex.unlock();
        }
    }
}
