package dev.weft.internal.observe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One list for all goroutines that are at the same place. Mostly many are, and a stack takes far more memory than the rest
 * of what is seen of a goroutine; often more than the goroutine itself.
 */
final class SharedStacks {
    private final Map<List<StackTraceElement>, List<StackTraceElement>> stacks = new HashMap<>();

    /** The first list that was equal to this one. */
    List<StackTraceElement> share(List<StackTraceElement> stack) {
        List<StackTraceElement> first = stacks.putIfAbsent(stack, stack);
        return first == null ? stack : first;
    }
}
