package dev.weft.examples;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Suggests what a wrong name may have meant. */
final class Nearest {
    private static final int AT_MOST = 3;

    private Nearest() {}

    /**
     * Returns the names that contain what was typed, or else those that differ from it the least, if they differ in no
     * more than one letter in three. Capitals and hyphens do not count.
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
        int least = names.stream().mapToInt(name -> distance(letters, letters(name))).min().orElse(Integer.MAX_VALUE);
        return least > (letters.length() + 2) / 3
                ? List.of()
                : names.stream().filter(name -> distance(letters, letters(name)) == least).limit(AT_MOST).toList();
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Returns how many letters must be inserted, removed or replaced to turn one into the other. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1]; // for the first i letters of a, to each prefix of b
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
