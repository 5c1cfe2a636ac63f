package dev.weft.conformance.leaks;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Unit.UNIT;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.sync.Once;
import dev.weft.sync.RWMutex;

/** Bugs of Syncthing. */
final class Syncthing {
    private Syncthing() {}

    /**
     * Clearing the addresses holds a lock and notifies others, which takes the read lock. Repaired: it unlocks before
     * it notifies.
     */
    @GoProgram(value = "Syncthing4829", leaks = "removeMapping [sync.RWMutex.RLock]")
    static void syncthing4829(boolean repaired) {
        RWMutex serviceMu = new RWMutex();
        RWMutex mappingMu = new RWMutex();
        go("removeMapping", () -> {
            serviceMu.lock();
            mappingMu.lock();
            if (repaired) {
                mappingMu.unlock();
            }
            mappingMu.rLock(); // notify
            mappingMu.rUnlock();
            if (!repaired) {
                mappingMu.unlock();
            }
            serviceMu.unlock();
        });
    }

    /**
     * The dispatcher closes the connection, and closing waits for the dispatcher. Repaired: another goroutine closes
     * it.
     */
    @GoProgram(value = "Syncthing5795", leaks = {"dispatcherLoop [chan receive]", "main [chan receive]"})
    static void syncthing5795(boolean repaired) {
        Once closing = new Once();
        Channel<Unit> inbox = Channel.make();
        Channel<Unit> closed = Channel.make();
        Channel<Unit> dispatcherEnded = Channel.make();
        go("dispatcherLoop", () -> {
            while (select(receive(inbox), receive(closed)) == 0) {
                if (repaired) {
                    go("close", () -> close(closing, closed, dispatcherEnded));
                } else {
                    close(closing, closed, dispatcherEnded);
                }
            }
            dispatcherEnded.close();
        });
        go("main", () -> {
            inbox.send(UNIT);
            dispatcherEnded.receive();
        });
    }

    private static void close(Once closing, Channel<Unit> closed, Channel<Unit> dispatcherEnded)
            throws InterruptedException {
        closing.doOnce(() -> {
            closed.close();
            dispatcherEnded.receive();
        });
    }
}
