package dev.weft.examples.crawler;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;

import dev.weft.Channel;
import dev.weft.SendCase;
import dev.weft.context.Context;
import dev.weft.sync.WaitGroup;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * One crawl: a coordinator, which owns all fields, and workers, which get targets from it and give back what they have
 * found. There is nothing to lock.
 *
 * <p>It goes level by level: a page two links away is fetched only when all pages one link away are there. So the depth
 * of a page does not depend on which answer comes first.
 */
final class Crawl {
    private final Crawler settings;
    private final Channel<Visit> visits;

    private final Channel<Target> targets = Channel.make();
    private final Channel<Visit> returned = Channel.make();

    private final Set<URI> seen = new HashSet<>();
    private Deque<Target> level = new ArrayDeque<>();
    private Deque<Target> nextLevel = new ArrayDeque<>();
    private final Deque<Visit> unread = new ArrayDeque<>();
    private int fetching;

    Crawl(Crawler settings, Channel<Visit> visits) {
        this.settings = settings;
        this.visits = visits;
    }

    void run(Context ctx, URI start) throws InterruptedException {
        try (visits) {
            WaitGroup workers = new WaitGroup();
            for (int i = 0; i < settings.parallel(); i++) {
                workers.go(() -> work(ctx));
            }
            try (targets) {
                coordinate(ctx, start);
            }
            workers.await();
        }
    }

    /**
     * Runs a select with four cases, two of which come and go: like a nil channel in Go, a case without a channel is
     * never ready.
     */
    private void coordinate(Context ctx, URI start) throws InterruptedException {
        var back = receive(returned);
        var stop = receive(ctx.done());
        SendCase<Target> assign = send(null, null);
        SendCase<Visit> tell = send(null, null);

        seen.add(start);
        level.add(new Target(start, 0));
        while (fetching > 0 || !level.isEmpty() || !unread.isEmpty()) {
            // A slow reader slows the crawl down: no pages are fetched just to pile up on the heap.
            boolean keepsUp = unread.size() < settings.parallel();
            assign.channel(level.isEmpty() || !keepsUp ? null : targets).value(level.peek());
            tell.channel(unread.isEmpty() ? null : visits).value(unread.peek());

            switch (select(back, assign, tell, stop)) {
                case 0 -> {
                    fetching--;
                    if (ctx.err() == null) {
                        note(back.value());
                    }
                }
                case 1 -> {
                    level.remove();
                    fetching++;
                }
                case 2 -> unread.remove();
                default -> {
                    // Not a return: the workers still have results to give back, and would wait forever.
                    level.clear();
                    nextLevel.clear();
                    unread.clear();
                    stop.channel(null);
                }
            }
            if (fetching == 0 && level.isEmpty()) {
                Deque<Target> empty = level;
                level = nextLevel;
                nextLevel = empty;
            }
        }
    }

    private void note(Visit visit) {
        unread.add(visit);
        Target from = visit.target();
        if (visit.page() == null || from.depth() == settings.depth()) {
            return;
        }
        for (URI link : visit.page().links()) {
            if (from.url().getAuthority().equals(link.getAuthority()) && seen.add(link)) {
                nextLevel.add(new Target(link, from.depth() + 1));
            }
        }
    }

    private void work(Context ctx) throws InterruptedException {
        for (Target target : targets) {
            returned.send(visit(ctx, target));
        }
    }

    private Visit visit(Context ctx, Target target) throws InterruptedException {
        try (var request = Context.withTimeout(ctx, settings.timeout())) {
            return new Visit(target, settings.fetcher().fetch(request, target.url()), null);
        } catch (IOException | RuntimeException e) {
            // This includes what is a panic in Go, where it would end the program. Here it would end only this worker,
            // and the coordinator would wait for it.
            return new Visit(target, null, e);
        }
    }
}
