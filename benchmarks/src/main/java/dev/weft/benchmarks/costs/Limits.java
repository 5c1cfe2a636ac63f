package dev.weft.benchmarks.costs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many OS threads the system allows.
 *
 * @param limits the limits by name, as numbers of threads
 */
record Limits(Map<String, Long> limits) {
    /** Only a part of what is allowed is used, because the machine runs other processes, too. */
    private static final int SHARE = 3;

    /** A waiting thread takes some pages of its stack, and of the kernel. */
    private static final long BYTES_EACH = 64 << 10;

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** Returns the current limits, which change with the free memory. */
    static Limits now() {
        return new Limits(all());
    }

    /** Returns {@code wanted}, or fewer if a limit requires it. */
    int threads(int wanted) {
        long allowed = wanted;
        for (long limit : limits.values()) {
            allowed = Math.min(allowed, limit / SHARE);
        }
        return (int) allowed;
    }

    /** Returns why there are fewer than {@code wanted}; empty if there are not. */
    String why(int wanted) {
        int threads = threads(wanted);
        return limits.entrySet().stream()
                .filter(limit -> threads < wanted && limit.getValue() / SHARE == threads)
                .map(limit -> "a third of what " + limit.getKey() + " allows")
                .findFirst().orElse("");
    }

    private static Map<String, Long> all() {
        Map<String, Long> limits = new LinkedHashMap<>();
        put(limits, "kernel.threads-max", read("/proc/sys/kernel/threads-max", ""));
        put(limits, "kernel.pid_max", read("/proc/sys/kernel/pid_max", ""));
        put(limits, "the control group's pids.max", read("/sys/fs/cgroup/pids.max", ""));
        put(limits, "the limit of processes", read("/proc/self/limits", "Max processes"));
        // A stack and its guard pages are mappings of their own.
        OptionalLong mappings = read("/proc/sys/vm/max_map_count", "");
        put(limits, "vm.max_map_count", mappings.isPresent() ? OptionalLong.of(mappings.getAsLong() / 3) : mappings);
        OptionalLong memory = read("/proc/meminfo", "MemAvailable");
        put(limits, "the free memory",
                memory.isPresent() ? OptionalLong.of((memory.getAsLong() << 10) / BYTES_EACH) : memory);
        if (limits.isEmpty()) {
            limits.put("an unknown system", 6_000L);
        }
        return limits;
    }

    private static void put(Map<String, Long> limits, String name, OptionalLong limit) {
        if (limit.isPresent()) {
            limits.put(name, limit.getAsLong());
        }
    }

    /** Returns the first number in the line that begins with {@code begin}. */
    private static OptionalLong read(String file, String begin) {
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                Matcher number = NUMBER.matcher(line);
                if (line.startsWith(begin) && number.find()) {
                    return OptionalLong.of(Long.parseLong(number.group()));
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Not there, or without a limit.
        }
        return OptionalLong.empty();
    }
}
