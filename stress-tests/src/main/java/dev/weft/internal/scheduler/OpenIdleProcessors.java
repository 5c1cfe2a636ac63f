package dev.weft.internal.scheduler;

/** The idle processors, for tests in other packages. A processor is known by its index. */
public final class OpenIdleProcessors {
    private final Processor[] all;
    private final IdleProcessors idle;

    /** Begins with all of them. */
    public OpenIdleProcessors(int count) {
        all = new Processor[count];
        for (int i = 0; i < count; i++) {
            all[i] = new Processor(i);
        }
        idle = new IdleProcessors(all);
    }

    public void add(int index) {
        idle.add(all[index]);
    }

    /** Takes out one; -1 if there is none. */
    public int poll() {
        Processor p = idle.poll();
        return p == null ? -1 : p.id;
    }

    public boolean remove(int index) {
        return idle.remove(all[index]);
    }

    public int count() {
        return idle.count();
    }

    /** Whether it says of itself that it is idle. */
    public boolean isIdle(int index) {
        return all[index].isIdle();
    }
}
