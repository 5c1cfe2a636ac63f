package dev.weft.benchmarks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Says whether the committed results are those of the present sources. */
public final class Committed {
    private Committed() {}

    /**
     * Returns what is wrong with the committed results, a line each: they are of a core that has changed since by
     * more than comments and white space. Empty if nothing is wrong. The passes may be of different commits: they take
     * hours, and one of them is committed before the next begins.
     *
     * @param module the directory of the module {@code benchmarks}
     */
    public static List<String> complaints(Path module) throws IOException {
        Map<String, Map<String, String>> stamps = stamps(module.resolve("results"));
        List<String> complaints = new ArrayList<>();
        String core = CoreDigest.of(module.resolveSibling("core"));
        stamps.forEach((pass, stamp) -> {
            String measured = stamp.get(Machine.CORE);
            if (!core.equals(measured)) {
                complaints.add("The results of the pass " + pass + " are of "
                        + stamp.getOrDefault(Machine.COMMIT, "unknown") + "; "
                        + (measured == null
                                ? "their stamp does not say which sources of core they measured."
                                : "core has changed since by more than comments."));
            }
        });
        return complaints;
    }

    /**
     * Whether there are results in a directory, and they are of the present sources of core.
     *
     * @param module the directory of the module {@code benchmarks}
     * @param results the directory of the results
     */
    static boolean isOfPresentSources(Path module, Path results) throws IOException {
        return Files.exists(results.resolve(Report.STAMP))
                && CoreDigest.of(module.resolveSibling("core")).equals(stamp(results).get(Machine.CORE));
    }

    private static Map<String, String> stamp(Path pass) throws IOException {
        return new ObjectMapper().readValue(pass.resolve(Report.STAMP).toFile(),
                new TypeReference<LinkedHashMap<String, String>>() {});
    }

    private static Map<String, Map<String, String>> stamps(Path results) throws IOException {
        if (!Files.isDirectory(results)) {
            return Map.of();
        }
        List<Path> passes;
        try (Stream<Path> list = Files.list(results)) {
            passes = list.filter(pass -> Files.exists(pass.resolve(Report.STAMP))).sorted().toList();
        }
        Map<String, Map<String, String>> stamps = new LinkedHashMap<>();
        for (Path pass : passes) {
            stamps.put(pass.getFileName().toString(), stamp(pass));
        }
        return stamps;
    }
}
