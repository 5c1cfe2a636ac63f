package dev.weft.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Returns the stamp of a run: where, when and with what it is made. */
final class Machine {
    /** The key of the commit. */
    static final String COMMIT = "commit";

    /** The key of the digest of core's sources. */
    static final String CORE = "core";

    private static final Pattern PEERS =
            Pattern.compile("(?:com/softwaremill/jox|kotlinx?)[^:;]*?/([a-z-]+?)-([0-9][^/]*)\\.jar");

    private Machine() {}

    static Map<String, String> stamp(Pass pass, Path module, GoVersion go)
            throws IOException, InterruptedException {
        Map<String, String> stamp = new LinkedHashMap<>();
        Runtime runtime = Runtime.getRuntime();
        int processors = runtime.availableProcessors();
        stamp.put("machine",
                processors + (processors == 1 ? " processor, " : " processors, ") + processorModel() + "; heap up to "
                        + (runtime.maxMemory() >> 20) + " MB");
        stamp.put("system",
                System.getProperty("os.name") + " " + System.getProperty("os.version").replaceFirst("[^0-9.].*", ""));
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        if (load >= 0) {
            stamp.put("load at the start", String.format(Locale.ROOT, "%.2f", load));
        }
        stamp.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        stamp.put("collector", ManagementFactory.getGarbageCollectorMXBeans().stream().map(MemoryManagerMXBean::getName)
                .collect(Collectors.joining(", ")));
        stamp.put("Go", pass.goCount() == 0 ? "not in this pass" : go.usable() ? go.version() : go.problem());
        stamp.put("peers", peers());
        stamp.put(COMMIT, commit(module));
        stamp.put(CORE, CoreDigest.of(module.resolveSibling("core")));
        stamp.put("date",
                ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")));
        stamp.put("pass", pass.settings(go));
        return stamp;
    }

    private static String processorModel() {
        try {
            return processorModel(Files.readAllLines(Path.of("/proc/cpuinfo")));
        } catch (IOException e) {
            // Not Linux.
            return System.getProperty("os.arch");
        }
    }

    /** With family and model, where they are given: virtual machines often name only the maker's whole range. */
    static String processorModel(List<String> cpuinfo) {
        Map<String, String> first = new HashMap<>();
        for (String line : cpuinfo) {
            int colon = line.indexOf(':');
            if (colon >= 0) {
                first.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            }
        }
        String name = first.getOrDefault("model name", System.getProperty("os.arch"));
        return first.containsKey("cpu family") && first.containsKey("model")
                ? name + " (family " + first.get("cpu family") + ", model " + first.get("model") + ")"
                : name;
    }

    /** Names and versions, from the class path. */
    private static String peers() {
        StringBuilder peers = new StringBuilder();
        Matcher matcher = PEERS.matcher(System.getProperty("java.class.path").replace('\\', '/'));
        while (matcher.find()) {
            peers.append(peers.isEmpty() ? "" : ", ")
                    .append(matcher.group(1).equals("channels") ? "jox" : matcher.group(1)).append(' ')
                    .append(matcher.group(2));
        }
        return peers.isEmpty() ? "as in the pom" : peers.toString();
    }

    private static String commit(Path module) throws InterruptedException {
        String commit = git(module, "rev-parse", "--short=10", "HEAD");
        if (commit.isEmpty()) {
            return "unknown";
        }
        // Committed results are not part of what is measured.
        boolean changed =
                !git(module, "status", "--porcelain", "--untracked-files=no", "--", "..", ":!results").isEmpty();
        return commit + (changed ? ", with changes" : "");
    }

    private static String git(Path directory, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).directory(directory.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? output : "";
        } catch (IOException e) {
            return "";
        }
    }
}
