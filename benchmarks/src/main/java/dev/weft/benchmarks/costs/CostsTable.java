package dev.weft.benchmarks.costs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The costs as tables. */
public final class CostsTable {
    private static final List<String> COLUMNS = List.of(Cost.GOROUTINE, Cost.GO, Cost.OS_THREAD);

    private CostsTable() {}

    /** Returns the tables of the costs in a file, or nothing if there is none. */
    public static String read(Path file) throws IOException {
        return Files.exists(file) ? of(new ObjectMapper().readValue(file.toFile(), new TypeReference<>() {})) : "";
    }

    static String of(List<Cost> costs) {
        StringBuilder table = new StringBuilder("## The memory of a goroutine, and of an OS thread\n\n");
        table.append(
                "Where there are several measurements, the figure is their median; the lowest and the highest are in "
                        + "square brackets. In this table, memory on the JVM is from five processes, and Go's from "
                        + "one.\n\n");
        table.append("| | ").append(String.join(" | ", COLUMNS)).append(" |\n");
        table.append("| ---").append(" | ---:".repeat(COLUMNS.size())).append(" |\n");
        for (String what : costs.stream().filter(c -> COLUMNS.contains(c.who())).map(Cost::what).distinct().toList()) {
            String cells = COLUMNS.stream()
                    .map(who -> costs.stream().filter(c -> c.what().equals(what) && c.who().equals(who))
                            .map(CostsTable::cell).collect(Collectors.joining("; ")))
                    .map(cell -> cell.isEmpty() ? "–" : cell)
                    .collect(Collectors.joining(" | "));
            table.append("| ").append(what).append(" | ").append(cells).append(" |\n");
        }
        List<Cost> own = costs.stream().filter(c -> c.who().equals(Cost.WEFT)).toList();
        if (!own.isEmpty()) {
            table.append("\n## What Weft takes\n\n| | |\n| --- | ---: |\n");
            own.forEach(c -> table.append("| ").append(c.what()).append(" | ").append(cell(c)).append(" |\n"));
        }
        return table.toString();
    }

    private static String cell(Cost cost) {
        return value(cost) + range(cost) + " " + (cost.unit().equals("bytes") ? "B" : cost.unit())
                + (cost.note().isEmpty() ? "" : " (" + cost.note() + ")");
    }

    /** The median. */
    static String value(Cost cost) {
        return number(Cost.median(cost.values()));
    }

    private static String range(Cost cost) {
        return cost.values().size() == 1
                ? ""
                : " [" + number(Collections.min(cost.values())) + "–" + number(Collections.max(cost.values())) + "]";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
    }
}
