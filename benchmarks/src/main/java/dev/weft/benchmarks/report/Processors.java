package dev.weft.benchmarks.report;

import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a stamp says of the processors. */
final class Processors {
    private static final Pattern NUMBER = Pattern.compile("(\\d+) processors?\\b");

    private Processors() {}

    /** Their number, if the stamp has it. */
    static OptionalInt of(Map<String, String> stamp) {
        Matcher number = NUMBER.matcher(stamp.getOrDefault("machine", ""));
        return number.lookingAt() ? OptionalInt.of(Integer.parseInt(number.group(1))) : OptionalInt.empty();
    }

    /** Their number, in words. */
    static String words(int number) {
        return number == 1 ? "1 processor" : number + " processors";
    }

    /** Why the round trip of a cache line could not be measured. */
    static String whyNoRoundTrip(Map<String, String> stamp) {
        OptionalInt number = of(stamp);
        return number.isPresent() && number.getAsInt() == 1
                ? "there is only one processor"
                : "the machine was so busy that the two threads that measure it had to share one processor";
    }
}
