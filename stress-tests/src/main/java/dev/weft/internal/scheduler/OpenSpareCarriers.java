package dev.weft.internal.scheduler;

/** The spare carriers, for tests in other packages. A carrier is known by its index, and never runs. */
public final class OpenSpareCarriers {
    private static final GoScheduler SCHEDULER = new GoScheduler(1);

    private final Carrier[] all;
    private final SpareCarriers spares = new SpareCarriers();

    public OpenSpareCarriers(int count) {
        all = new Carrier[count];
        for (int i = 0; i < count; i++) {
            all[i] = new Carrier(SCHEDULER, null, "");
        }
    }

    public void push(int index) {
        spares.push(all[index]);
    }

    /** Takes out one; -1 if there is none. */
    public int poll() {
        Carrier c = spares.poll();
        for (int i = 0; i < all.length; i++) {
            if (all[i] == c) {
                return i;
            }
        }
        return -1;
    }

    public boolean remove(int index) {
        return spares.remove(all[index]);
    }
}
