package dev.weft.context;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One of the library's own contexts, with a parent.
 *
 * <p>Chains of them may be long (each layer of a program adds a few), so no method here calls the same method of the
 * parent: a method that needs all ancestors loops over them, and a context that needs one of them looks it up when it
 * is made.
 */
abstract sealed class Derived implements Context permits CancelContext, ValueContext, DetachedContext {
    private final Context parent;

    Derived(Context parent) {
        this.parent = parent;
    }

    static Context checkParent(Context parent) {
        return Objects.requireNonNull(parent,
                "cannot create context from nil parent; without a parent, derive it from Context.background()");
    }

    /** What {@link #toString} adds to the parent's, in Go's words. */
    abstract String name();

    @Override
    @SuppressWarnings("unchecked") // withValue binds a key only to values of its type
    public final <V> @Nullable V value(Key<V> key) {
        Objects.requireNonNull(key, "nil key");
        Context c = this;
        while (c instanceof Derived derived) {
            if (derived instanceof ValueContext bound && bound.key == key) {
                return (V) bound.value;
            }
            if (key == CancelContext.NEAREST && !(derived instanceof ValueContext)) {
                return derived instanceof CancelContext ? (V) derived : null;
            }
            c = derived.parent;
        }
        return c.value(key);
    }

    @Override
    public final String toString() {
        Deque<String> names = new ArrayDeque<>();
        Context c = this;
        while (c instanceof Derived derived) {
            names.push(derived.name());
            c = derived.parent;
        }
        StringBuilder text = new StringBuilder().append(c);
        names.forEach(name -> text.append('.').append(name));
        return text.toString();
    }
}
