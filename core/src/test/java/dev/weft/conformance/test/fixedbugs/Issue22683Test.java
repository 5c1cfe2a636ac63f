package dev.weft.conformance.test.fixedbugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An element in the buffer of a closed channel comes out of the loop intact, with everything that it refers to. */
@DisplayName("test/fixedbugs/issue22683.go")
class Issue22683Test {
    /** An element that holds the reference that must not get lost, not directly but in an array. */
    private record Box(Object[] content) {}

    @Test
    @DisplayName("issue22683")
    void aLoopOverAClosedChannelYieldsWhatWasInTheBuffer() throws InterruptedException {
        Object treasure = new Object();
        Channel<Box> c = Channel.make(2);
        try (c) {
            c.send(new Box(new Object[] {treasure}));
        }
        List<Object> found = new ArrayList<>();
        for (Box box : c) {
            found.add(box.content()[0]);
        }
        assertThat(found).hasSize(1).first().isSameAs(treasure);
    }
}
