package dev.weft.stress.run;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggests what a wrong name may have meant. */
final class Nearest {
    private static final int AT_MOST = 3;
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private Nearest() {}

    /**
     * Returns the names that contain what was typed, or else those that differ from it the least, in no more than one
     * letter in three. Case and hyphens do not count.
     *
     * @return at most three
     */
    static List<String> to(String typed, Collection<String> names) {
        String letters = letters(typed);
        if (letters.isEmpty()) {
            return List.of();
        }
        List<String> containing =
                names.stream().filter(name -> letters(name).contains(letters)).limit(AT_MOST).toList();
        if (!containing.isEmpty()) {
            return containing;
        }
        int least =
                names.stream().mapToInt(name -> DISTANCE.apply(letters, letters(name))).min().orElse(Integer.MAX_VALUE);
        return least > (letters.length() + 2) / 3
                ? List.of()
                : names.stream().filter(name -> DISTANCE.apply(letters, letters(name)) == least).limit(AT_MOST)
                        .toList();
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
