package dev.weft.context;

import static dev.weft.context.Context.background;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two cancels of the same tree at once, step by step: the other one has closed a channel, and nothing more.
 */
class DoneChannelTest {
    private final End mine = End.canceled(new Exception("mine"));
    private final End others = End.canceled(new Exception("other's"));

    private final DoneChannel root = new DoneChannel();
    private final DoneChannel middle = new DoneChannel();
    private final DoneChannel below = new DoneChannel();
    private final DoneChannel leaf = new DoneChannel();

    @BeforeEach
    void chain() {
        middle.join(background(), root, root);
        below.join(background(), middle, middle);
        leaf.join(background(), below, below);
    }

    @Test
    void whatAnotherHasClosedIsGoneThroughAndKeepsItsReason() {
        middle.finish(others);
        assertThat(root.cancel(mine)).isTrue();
        assertThat(root.end()).isSameAs(mine);
        assertThat(middle.end()).isSameAs(others);
        assertThat(below.end()).isSameAs(others);
        assertThat(leaf.end()).isSameAs(others);
        assertThat(middle.cancel(others)).as("the other goes on").isFalse();
    }

    @Test
    void whoComesSecondDoesNotReturnBeforeAllBelowIsClosed() {
        root.finish(others);
        assertThat(root.cancel(mine)).isFalse();
        assertThat(leaf.end()).isSameAs(others);
        assertThat(root.firstChild).isNull();
    }

    @Test
    void whatIsBelowOneThatAnotherHasClosedIsLeftToItsReason() {
        middle.finish(others);
        assertThat(leaf.cancel(mine)).isTrue();
        assertThat(below.firstChild).isNull();
        assertThat(below.end()).isNull();
        assertThat(middle.cancel(others)).isFalse();
        assertThat(below.end()).isSameAs(others);
        assertThat(leaf.end()).isSameAs(mine);
        assertThat(root.firstChild).isNull();
        assertThat(root.end()).isNull();
    }

    @Test
    void whoBecomesAChildOfAClosedOneIsClosedForTheSameReason() {
        root.finish(others);
        DoneChannel late = new DoneChannel();
        assertThat(late.join(background(), root, root)).isTrue();
        assertThat(late.end()).isSameAs(others);
        assertThat(root.firstChild).isSameAs(middle);
        root.cancel(mine);
        assertThat(root.firstChild).isNull();
    }
}
