package dev.weft.context;

import static dev.weft.context.Context.background;
import static dev.weft.context.Context.withCancel;
import static dev.weft.context.Context.withValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.weft.context.Context.Key;
import dev.weft.support.OtherContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueTest {
    private static final Key<List<String>> NAMES = Key.of("names");
    private static final Key<Integer> NUMBER = Key.of("number");

    @Test
    void valuesHaveTheTypesOfTheirKeys() {
        Context ctx = withValue(withValue(background(), NAMES, List.of("Gopher", "Duke")), NUMBER, 2);
        int n = ctx.value(NUMBER);
        String last = ctx.value(NAMES).get(n - 1);
        assertThat(last).isEqualTo("Duke");
    }

    @Test
    void aKeyIsEqualToNoOther() {
        Context ctx = withValue(background(), NUMBER, 1);
        Key<Integer> other = Key.of("number");
        assertThat(other).isNotEqualTo(NUMBER).hasToString("number");
        assertThat(ctx.value(other)).isNull();
    }

    @Test
    void theNearestCountsAndNullHides() {
        Context one = withValue(background(), NUMBER, 1);
        Context two = withCancel(withValue(one, NUMBER, 2));
        Context none = withValue(two, NUMBER, null);
        assertThat(one.value(NUMBER)).isEqualTo(1);
        assertThat(two.value(NUMBER)).isEqualTo(2);
        assertThat(none.value(NUMBER)).isNull();
    }

    @Test
    void valuesPassThroughEverything() {
        CancelableContext parent = withCancel(withValue(background(), NUMBER, 1));
        Context ctx = withCancel(new OtherContext(Context.withoutCancel(parent)));
        parent.cancel();
        assertThat(ctx.value(NUMBER)).isEqualTo(1);
        assertThat(ctx.err()).isNull();
        assertThat(parent.value(NUMBER)).isEqualTo(1);
        assertThat(Context.todo().value(NUMBER)).isNull();
    }

    @Test
    void theTextSaysHowAContextWasMade() {
        Context ctx = withCancel(withValue(Context.withoutCancel(Context.todo()), NAMES, List.of("a", "b")));
        assertThat(ctx).hasToString("context.TODO.WithoutCancel.WithValue(names, "
                + List.of("a", "b").getClass().getName() + ").WithCancel");
        Context other = new OtherContext(background()) {
            @Override
            public String toString() {
                return "other";
            }
        };
        assertThat(withValue(other, NUMBER, null)).hasToString("other.WithValue(number, null)");
    }

    @Test
    void nullIsRejected() {
        assertThatNullPointerException().isThrownBy(() -> Key.of(null)).withMessage("name");
        for (Context ctx : List.of(background(), withCancel(background()), withValue(background(), NUMBER, 1))) {
            assertThatNullPointerException().isThrownBy(() -> ctx.value(null)).withMessage("nil key");
            assertThatNullPointerException().isThrownBy(() -> withValue(ctx, null, 1)).withMessage("nil key");
        }
        assertThatNullPointerException()
                .isThrownBy(() -> withValue(null, NUMBER, 1))
                .withMessageStartingWith("cannot create context from nil parent");
    }
}
