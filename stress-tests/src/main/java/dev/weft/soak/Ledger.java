package dev.weft.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what was sent with what was received: each element whose send returned normally was received exactly once,
 * no other was, and the elements of one producer that took the same path arrived in order.
 *
 * <p>The same path means the same channels and the same stages, each of which sends in the order in which it received.
 * So no element can overtake another.
 */
final class Ledger {
    private static final int MOST_REPORTED = 10;

    private final List<Outbox> outboxes = new ArrayList<>();
    private final List<Inbox> inboxes = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private int found;

    /** The box of the next producer, which is numbered from 0. */
    Outbox outbox() {
        Outbox box = new Outbox(outboxes.size());
        outboxes.add(box);
        return box;
    }

    Inbox inbox() {
        Inbox box = new Inbox();
        inboxes.add(box);
        return box;
    }

    long received() {
        return inboxes.stream().mapToLong(b -> b.all().size()).sum();
    }

    /** What is wrong; empty if nothing is. Called when all threads have been joined. */
    List<String> audit() {
        int[][] times = new int[outboxes.size()][];
        for (int p = 0; p < times.length; p++) {
            times[p] = new int[outboxes.get(p).made()];
        }
        for (Inbox inbox : inboxes) {
            audit(inbox, times);
        }
        for (int p = 0; p < times.length; p++) {
            for (int n = 0; n < times[p].length; n++) {
                boolean sent = outboxes.get(p).isAccepted(n);
                if (sent && times[p][n] == 0) {
                    violation("lost: " + p + "/" + n + " was sent and never received");
                } else if (times[p][n] > 1) {
                    violation("doubled: " + p + "/" + n + " was received " + times[p][n] + " times");
                } else if (!sent && times[p][n] > 0) {
                    violation("unsent: " + p + "/" + n + " was received, though its send did not happen");
                }
            }
        }
        if (found > violations.size()) {
            violations.add("and " + (found - violations.size()) + " more");
        }
        return violations;
    }

    private void audit(Inbox inbox, int[][] times) {
        if (inbox.broken() > 0) {
            violation("broken: " + inbox.broken() + " elements were not as their producer had made them");
        }
        Map<Long, Map<Integer, Integer>> last = new HashMap<>(); // by route, then by producer
        for (Item item : inbox.all()) {
            times[item.producer][item.number]++;
            Integer before = last.computeIfAbsent(item.route(), r -> new HashMap<>())
                    .put(item.producer, item.number);
            if (before != null && before > item.number) {
                violation("reordered: " + item + " came after " + before + " by the same way");
            }
        }
    }

    private void violation(String text) {
        found++;
        if (violations.size() < MOST_REPORTED) {
            violations.add(text);
        }
    }
}
