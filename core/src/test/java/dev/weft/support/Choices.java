package dev.weft.support;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes a program that makes choices through all its paths: {@link #forEachPath} runs it again and again, and each run
 * gets another sequence of answers from {@link #choose}, until there are no more.
 */
public final class Choices {
    /** One answer of the path, and the number of possible answers. */
    private static final class Answer {
        final int of;
        int given;

        Answer(int of) {
            this.of = of;
        }
    }

    private final List<Answer> path = new ArrayList<>();
    private int position;

    private Choices() {}

    /** Runs the program once for each path through its choices, and returns how many there were. */
    public static int forEachPath(Consumer<Choices> program) {
        Choices choices = new Choices();
        int paths = 0;
        do {
            choices.position = 0;
            program.accept(choices);
            paths++;
        } while (choices.next());
        return paths;
    }

    /** Returns a number from 0 to n - 1. */
    public int choose(int n) {
        if (position == path.size()) {
            path.add(new Answer(n));
        }
        Answer answer = path.get(position++);
        if (answer.of != n) {
            throw new AssertionError("the same path has led to a choice of " + answer.of + " and of " + n);
        }
        return answer.given;
    }

    /** Returns true on one path, and false on another. */
    public boolean maybe() {
        return choose(2) == 0;
    }

    /** Advances the last answer that has alternatives left, and drops the answers after it. */
    private boolean next() {
        while (!path.isEmpty()) {
            Answer last = path.getLast();
            if (++last.given < last.of) {
                return true;
            }
            path.removeLast();
        }
        return false;
    }
}
