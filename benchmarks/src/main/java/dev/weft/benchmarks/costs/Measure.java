package dev.weft.benchmarks.costs;

import dev.weft.Channel;
import dev.weft.Unit;
import java.util.concurrent.locks.LockSupport;

/** The measurements of time. */
enum Measure {
    /** The channel program: one goroutine sends, one receives, and both are started by closing a channel. */
    CHANNEL("an element through an unbuffered channel", 100_000) {
        @Override
        void run(Kind kind, int operations) throws InterruptedException {
            Channel<Unit> channel = Channel.make();
            Channel<Unit> begin = Channel.make();
            Thread sender = kind.start(() -> {
                begin.receive();
                for (int i = 0; i < operations; i++) {
                    channel.send(Unit.UNIT);
                }
            });
            Thread receiver = kind.start(() -> {
                begin.receive();
                for (int i = 0; i < operations; i++) {
                    channel.receive();
                }
            });
            begin.close();
            sender.join();
            receiver.join();
        }
    },

    /** Two threads that wake each other: in every operation, one parks and the other goes on. */
    PARK("a switch by park and unpark", 50_000) {
        @Override
        void run(Kind kind, int operations) throws InterruptedException {
            Turn turn = new Turn();
            Channel<Unit> begin = Channel.make();
            Thread first = kind.start(() -> {
                begin.receive();
                turn.take(0, operations / 2);
            });
            Thread second = kind.start(() -> {
                begin.receive();
                turn.take(1, operations / 2);
            });
            turn.players = new Thread[] {first, second};
            begin.close();
            first.join();
            second.join();
        }
    },

    START("start and join", 1_000) {
        @Override
        void run(Kind kind, int operations) throws InterruptedException {
            Thread[] started = new Thread[operations];
            for (int i = 0; i < operations; i++) {
                started[i] = kind.start(() -> {});
            }
            for (Thread thread : started) {
                thread.join();
            }
        }
    };

    /** Whose turn it is. */
    private static final class Turn {
        private Thread[] players;
        private volatile int next;

        void take(int me, int times) {
            for (int i = 0; i < times; i++) {
                while (next != me) {
                    LockSupport.park(this);
                }
                next = 1 - me;
                LockSupport.unpark(players[1 - me]);
            }
        }
    }

    private final String title;
    private final int operations;

    Measure(String title, int operations) {
        this.title = title;
        this.operations = operations;
    }

    String title() {
        return title;
    }

    /** Runs the measurement once. */
    abstract void run(Kind kind, int operations) throws InterruptedException;

    /** Runs the measurement once, and returns the nanoseconds for one operation. */
    double time(Kind kind) throws InterruptedException {
        long begin = System.nanoTime();
        run(kind, operations);
        return (double) (System.nanoTime() - begin) / operations;
    }
}
