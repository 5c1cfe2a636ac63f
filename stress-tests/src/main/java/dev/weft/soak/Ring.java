package dev.weft.soak;

import dev.weft.Channel;
import dev.weft.Unit;
import java.util.ArrayList;
import java.util.List;

/** Tokens that go round a ring of stages, with at least one place free, until each has been handed on often enough. */
final class Ring implements Topology {
    @Override
    public void run(Round round) throws Exception {
        Dice dice = round.dice();
        int size = dice.size(2, 1000);
        List<Channel<Token>> ring = new ArrayList<>();
        int capacity = dice.capacity();
        for (int i = 0; i < size; i++) {
            ring.add(round.channel(capacity));
        }
        int count = dice.size(1, size - 1);
        int hops = Math.max(1, dice.size(1, 20_000) / count);
        Channel<Token> out = round.channel(dice.capacity());
        Channel<Unit> quit = round.channel(0);
        if (dice.oneIn(3)) {
            round.crew().pester();
        }
        for (int i = 0; i < size; i++) {
            round.crew().start(new RingStage(ring.get(i), ring.get((i + 1) % size), out, quit, dice.split()));
        }
        int[] sent = {0};
        Dice entries = dice.split();
        round.crew().start(() -> { // not the director, which must drain the exit meanwhile
            ring.get(entries.below(size)).send(new Token(sent[0], hops));
            return ++sent[0] < count;
        });
        boolean[] seen = new boolean[count];
        for (int i = 0; i < count; i++) {
            Token token = out.receive();
            Round.check(!seen[token.number], "doubled: token " + token.number);
            seen[token.number] = true;
            Round.check(token.visits() == hops, "token was handed on " + token.visits() + " times, not " + hops);
        }
        quit.close();
        round.crew().join();
        for (Channel<Token> c : ring) {
            Round.check(c.len() == 0, "a token too many is in the ring");
        }
        round.moved((long) count * hops);
    }
}
