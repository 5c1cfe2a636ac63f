package dev.weft.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.examples.Await;
import dev.weft.examples.Output;
import dev.weft.examples.TrackGoroutines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TrackGoroutines.class)
class ChatRoomsTest {
    @Test
    void printsWhatEachHears() throws Exception {
        assertThat(Output.of(ChatRooms::run)).containsExactly(
                "ann hears * welcome, ann",
                "ann hears * ann joined kitchen",
                "ann hears * bob joined kitchen",
                "bob hears * welcome, bob",
                "bob hears * bob joined kitchen",
                "bob hears [kitchen] ann: hello, bob",
                "bob hears [kitchen] bob: hello, ann",
                "ann hears [kitchen] ann: hello, bob",
                "ann hears [kitchen] bob: hello, ann",
                "another ann hears ! ann is taken",
                "ann hears * bob left kitchen",
                "ann hears * ann joined attic",
                "ann hears * carl joined attic",
                "ann hears * carl left attic: too slow",
                "ann hears * the server closes",
                "connections left: 0");
        Await.noGoroutinesOf(ChatRooms.class);
    }
}
