package dev.weft.context;

import static dev.weft.context.Context.background;
import static dev.weft.context.Context.withCancel;
import static dev.weft.context.Context.withTimeout;
import static dev.weft.context.Context.withValue;
import static dev.weft.context.ContextTree.children;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.Goroutines;
import dev.weft.support.LiveObjects;
import dev.weft.support.OtherContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deep trees and wide ones: no stack is too small for them, and nothing is left of contexts that are over. */
class TreeTest {
    private static final int MANY = 100_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Context.Key<Integer> KEY = Context.Key.of("n");

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** The kinds of link in a chain. */
    enum Link {
        CANCEL(Context::withCancel), DEADLINE(ctx -> withTimeout(ctx, HOUR)), VALUE(
                ctx -> withValue(ctx, Context.Key.of("other"), 1)), DETACHED(Context::withoutCancel);

        final UnaryOperator<Context> derive;

        Link(UnaryOperator<Context> derive) {
            this.derive = derive;
        }
    }

    /** Does everything that could traverse the whole chain, from both of its ends. */
    @ParameterizedTest
    @EnumSource(Link.class)
    void aLongChainTakesNoStack(Link link) {
        CancelableContext root = withCancel(withValue(background(), KEY, 7));
        List<Context> chain = new ArrayList<>();
        Context last = root;
        for (int i = 0; i < MANY; i++) {
            last = link.derive.apply(last);
            chain.add(last);
        }
        Context end = last;
        Thread smallStack = new Thread(null, () -> {
            assertThat(end.value(KEY)).isEqualTo(7);
            assertThat(end.value(Context.Key.<String>of("none"))).isNull();
            assertThat(end.err()).isNull();
            assertThat(end.cause()).isNull();
            assertThat(end.deadline().isPresent()).isEqualTo(link == Link.DEADLINE);
            assertThat(end.done().drained()).isFalse();
            assertThat(end.toString()).startsWith("context.Background.WithValue(n, java.lang.Integer).WithCancel.With")
                    .hasSizeGreaterThan(MANY);
            root.cancel();
        }, "small stack", 64 * 1024);
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        smallStack.setUncaughtExceptionHandler((t, e) -> failures.add(e));
        smallStack.start();
        g.join(smallStack);
        assertThat(failures).isEmpty();
        boolean done = link != Link.DETACHED;
        assertThat(chain).allMatch(ctx -> ctx.err() != null == done && ctx.done().drained() == done);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWideParentCancelsAll(boolean virtual) {
        CancelableContext parent = withCancel(background());
        List<Context> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(i % 3 == 0 ? withTimeout(parent, HOUR) : withCancel(parent));
        }
        g.start(virtual, parent::cancel);
        g.joinAll();
        assertThat(all).allMatch(ctx -> ctx.err() != null);
        assertThat(children(parent)).isEmpty();
    }

    /** Children leave in the order in which they came, in the opposite order, and in any order. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void childrenLeaveInAnyOrder(int order) {
        CancelableContext parent = withCancel(background());
        List<CancelableContext> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(withCancel(parent));
        }
        if (order == 1) {
            Collections.reverse(all);
        } else if (order == 2) {
            Collections.shuffle(all);
        }
        CancelableContext stays = all.removeLast();
        all.forEach(CancelableContext::cancel);
        assertThat(new ArrayList<Object>(children(parent))).containsExactly(stays.done());
        parent.cancel();
        assertThat(stays.err()).isNotNull();
    }

    /** Children of every kind under a parent that lives on, which are closed, stopped, or time out. */
    @Test
    void nothingIsLeftInAParentThatGoesOn() {
        CancelableContext parent = withCancel(background());
        Context foreign = new OtherContext(parent);
        generation(parent, foreign, 1_000); // creates everything that is created only once
        LiveObjects before = LiveObjects.count();
        generation(parent, foreign, MANY);
        LiveObjects after = LiveObjects.count();
        assertThat(children(parent)).isEmpty();
        assertThat(after.ofTheLibrary()).isLessThan(before.ofTheLibrary() + 1_000);
        assertThat(parent.err()).isNull();
    }

    private static void generation(Context parent, Context foreign, int n) {
        for (int i = 0; i < n; i++) {
            try (var child = withCancel(i % 2 == 0 ? parent : foreign);
                    var grandchild = withCancel(child)) {
                assertThat(grandchild.err()).isNull();
                assertThat(Context.afterFunc(child, () -> {}).stop()).isTrue();
                if (i % 10 == 0) { // every timer wakes the alarm thread
                    withTimeout(child, HOUR);
                    withTimeout(parent, HOUR).cancel();
                }
            }
            withTimeout(parent, Duration.ZERO);
        }
    }

    /** The root of all contexts lives forever. */
    @Test
    void nothingIsLeftInTheBackground() {
        for (int i = 0; i < 10; i++) {
            withCancel(background());
            withTimeout(background(), HOUR).cancel();
            Context.afterFunc(Context.todo(), () -> {});
        }
        assertThat(children(background())).isEmpty();
    }

    @Test
    void manyMakeAndCloseChildrenOfOneParent() {
        CancelableContext parent = withCancel(background());
        for (int t = 0; t < 8; t++) {
            g.start(t % 2 == 0, () -> {
                for (int i = 0; i < 5_000; i++) {
                    try (var child = withCancel(parent);
                            var grandchild = withCancel(child)) {
                        assertThat(grandchild.err()).isNull();
                    }
                }
            });
        }
        g.joinAll();
        assertThat(children(parent)).isEmpty();
    }
}
