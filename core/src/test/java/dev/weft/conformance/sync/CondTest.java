package dev.weft.conformance.sync;

import static dev.weft.support.Goroutines.LONG;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Call;
import dev.weft.Go;
import dev.weft.Task;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which waiters signal and broadcast wake: exactly one, in turn, or all; and only those that waited before. */
@DisplayName("src/sync/cond_test.go")
class CondTest {
    private static final String PARKED = "sync.Cond.Wait";

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Mutex mu = new Mutex();
    private final Cond cond = new Cond(mu);

    /** Starts a goroutine that waits for one wake-up, without a loop, and returns when it is waiting. */
    private Outcome<Void> sleeper() {
        return locked(cond::await).awaitParked(PARKED);
    }

    private Outcome<Void> locked(Task<InterruptedException> body) {
        return Outcome.start(g, true, () -> {
            mu.lock();
            try {
                body.run();
            } finally {
                mu.unlock();
            }
            return null;
        });
    }

    @ParameterizedTest(name = "with the lock: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("TestCondSignal")
    void aSignalWakesExactlyOne(boolean withTheLock) {
        List<Outcome<Void>> asleep = new ArrayList<>(List.of(sleeper(), sleeper(), sleeper()));
        while (!asleep.isEmpty()) {
            if (withTheLock) {
                locked(cond::signal).value();
            } else {
                cond.signal();
            }
            awaitUntil(() -> asleep.stream().anyMatch(one -> !one.isParked(PARKED)));
            List<Outcome<Void>> woken =
                    asleep.stream().filter(one -> !one.isParked(PARKED)).toList();
            assertThat(woken).hasSize(1);
            woken.get(0).value();
            asleep.removeAll(woken);
        }
        cond.signal(); // with no waiter: the signal is not kept for one that comes later
        Outcome<Void> late = sleeper();
        cond.signal();
        late.value();
    }

    /**
     * That many wait at a time; each newcomer signals the longest waiter and goes to sleep itself, without releasing
     * the lock in between. So the signal is still on its way when the newcomer waits, but is not meant for it.
     */
    @ParameterizedTest(name = "{0} at a time")
    @ValueSource(ints = {1, 2, 9, 100})
    @DisplayName("TestCondSignalGenerations")
    void signalsWakeInTheOrderOfArrival(int atATime) {
        Queue<Outcome<Void>> asleep = new ArrayDeque<>();
        for (int i = 0; i < 100; i++) {
            if (asleep.size() < atATime) {
                asleep.add(sleeper());
                continue;
            }
            Outcome<Void> newcomer = locked(() -> {
                cond.signal();
                cond.await();
            });
            newcomer.awaitParked(PARKED);
            asleep.remove().value();
            asleep.add(newcomer);
            assertThat(asleep).allMatch(one -> one.isParked(PARKED));
        }
        while (!asleep.isEmpty()) {
            cond.signal();
            asleep.remove().value();
            assertThat(asleep).allMatch(one -> one.isParked(PARKED));
        }
    }

    /** The last one to go to sleep asks for the next broadcast; all must then have the same count. */
    @Test
    @DisplayName("TestCondBroadcast")
    void aBroadcastWakesEverybodyOnce() throws InterruptedException {
        int broadcasts = 200;
        Cond complete = new Cond(mu);
        int[] wakeUps = new int[200]; // guarded by mu, like asleep
        int[] asleep = {0};
        List<Outcome<Void>> sleepers = new ArrayList<>();
        for (int i = 0; i < wakeUps.length; i++) {
            int me = i;
            sleepers.add(locked(() -> {
                while (wakeUps[me] < broadcasts) {
                    if (++asleep[0] == wakeUps.length) {
                        complete.signal();
                    }
                    cond.await();
                    wakeUps[me]++;
                }
            }));
        }
        mu.lock();
        try {
            for (int round = 0; round < broadcasts; round++) {
                while (asleep[0] < wakeUps.length) {
                    assertThat(complete.await(LONG)).as("all sleep, in round %d", round).isTrue();
                }
                assertThat(wakeUps).containsOnly(round);
                asleep[0] = 0;
                cond.broadcast();
            }
        } finally {
            mu.unlock();
        }
        sleepers.forEach(Outcome::value);
        assertThat(wakeUps).containsOnly(broadcasts);
        cond.broadcast(); // with no waiter
        Outcome<Void> late = sleeper();
        cond.broadcast();
        late.value();
    }

    /** How a player notices that it is its turn. */
    enum Manner {
        SLEEPS, LOOKS, BOTH;

        boolean sleeps(int move) {
            return this == SLEEPS || this == BOTH && move % 3 != 0;
        }
    }

    /**
     * Two players take turns: the one that has moved gives a signal, whether the other sleeps or not. Since no other
     * player moves, a woken player certainly has its turn: it need not check again, unless a signal came too early,
     * twice, or to the sender.
     */
    @ParameterizedTest(name = "one {0}, the other {1}")
    @CsvSource({"SLEEPS, SLEEPS", "SLEEPS, LOOKS", "SLEEPS, BOTH", "BOTH, LOOKS", "BOTH, BOTH"})
    @DisplayName("TestRace")
    void whoIsWokenFindsWhatItWasWokenFor(Manner first, Manner second) {
        int moves = 2_000;
        int[] move = {0}; // guarded by mu
        List<Manner> players = List.of(first, second);
        List<Outcome<Void>> games = new ArrayList<>();
        for (int i = 0; i < players.size(); i++) {
            int me = i;
            games.add(Outcome.start(g, true, () -> {
                while (move(move, moves, me, players.get(me))) {}
                return null;
            }));
        }
        games.forEach(Outcome::value);
        assertThat(move[0]).isEqualTo(moves);
    }

    /** Waits for the player's turn and moves; returns false if the game is over. */
    private boolean move(int[] move, int moves, int me, Manner manner) throws InterruptedException {
        mu.lock();
        try {
            while (move[0] < moves && move[0] % 2 != me) {
                if (manner.sleeps(move[0])) {
                    int before = move[0];
                    assertThat(cond.await(LONG)).as("woken in move %d", before).isTrue();
                    assertThat(move[0]).as("exactly one move later").isEqualTo(before + 1);
                } else {
                    mu.unlock();
                    Go.gosched();
                    mu.lock();
                }
            }
            if (move[0] == moves) {
                return false;
            }
            move[0]++;
            cond.signal();
            return true;
        } finally {
            mu.unlock();
        }
    }

    /** How to wake as many as have waited so far. */
    enum WakeUp {
        BROADCAST {
            @Override
            void give(Cond cond, int sleepers) {
                cond.broadcast();
            }
        },
        SIGNALS {
            @Override
            void give(Cond cond, int sleepers) {
                for (int i = 0; i < sleepers; i++) {
                    cond.signal();
                }
            }
        };

        abstract void give(Cond cond, int sleepers);
    }

    /**
     * A newcomer comes before, while or after the others are woken: they all are. It is woken only if it came before a
     * broadcast.
     */
    @ParameterizedTest
    @EnumSource
    @DisplayName("TestCondSignalStealing")
    void aNewcomerDoesNotTakeTheWakeUpOfAnotherOne(WakeUp wakeUp) {
        for (int round = 0; round < 1_000; round++) {
            int count = 1 + round % 3;
            List<Outcome<Void>> asleep = new ArrayList<>();
            while (asleep.size() < count) {
                asleep.add(sleeper());
            }
            Call<Void, RuntimeException> wake = () -> {
                wakeUp.give(cond, count);
                return null;
            };
            Outcome<Void> newcomer;
            if (round % 2 == 0) {
                newcomer = locked(cond::await);
                Outcome.start(g, true, wake);
            } else {
                Outcome.start(g, true, wake);
                newcomer = locked(cond::await);
            }
            asleep.forEach(Outcome::value);
            if (wakeUp == WakeUp.SIGNALS) {
                newcomer.awaitParked(PARKED);
                cond.signal();
                newcomer.value();
            } else {
                awaitUntil(() -> !newcomer.thread().isAlive() || newcomer.isParked(PARKED));
                cond.broadcast();
                newcomer.value();
            }
            g.joinAll();
        }
    }
}
