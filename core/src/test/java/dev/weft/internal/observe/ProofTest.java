package dev.weft.internal.observe;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.internal.goroutine.GoroutineRecord;
import dev.weft.internal.goroutine.Members;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the goroutines that are let go take in memory. */
class ProofTest {
    @Test
    void thoseAtTheSamePlaceHaveOneStackForAll() throws Exception {
        Go.run(() -> {
            Channel<Unit> held = Channel.make();
            long me = Thread.currentThread().threadId();
            for (int i = 0; i < 100; i++) {
                awaitParked(go(() -> held.receive()), "chan receive");
            }
            List<GoroutineRecord> waiting = Members.ofAllPrograms().stream()
                    .<GoroutineRecord>map(record -> record).filter(record -> record.creator() == me).toList();
            assertThat(waiting).hasSize(100);
            Set<List<StackTraceElement>> stacks = Collections.newSetFromMap(new IdentityHashMap<>());
            Proof.LOCK.lock(); // the watch does nothing meanwhile
            try {
                assertThat(Proof.letGo(waiting)).isTrue();
                waiting.forEach(record -> stacks.add(record.sighting().stack()));
                Proof.takeBack(waiting);
                assertThat(waiting).allSatisfy(record -> assertThat(record.sighting().stack()).isNull());
            } finally {
                Proof.LOCK.unlock();
            }
            assertThat(stacks).hasSize(1);
            held.close();
        });
    }
}
