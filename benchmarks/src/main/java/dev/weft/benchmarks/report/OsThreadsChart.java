package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.OsThreads.Doing;
import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** The picture of a goroutine beside an OS thread: bars on a linear axis, so that their length is what they cost. */
final class OsThreadsChart {
    private static final int MARGINS = 75;
    private static final int BAR = 30;

    /** Between a bar and its figure, as a share of the axis. */
    private static final double GAP = 0.01;

    private OsThreadsChart() {}

    /**
     * Returns the panels: one for passing an element, one for a start, of what was measured.
     *
     * @param condition what holds for all of these results, or nothing
     */
    static List<Style.Panel> panels(Results results, String condition) {
        List<Style.Panel> panels = new ArrayList<>();
        for (OsThreads.Line line : OsThreads.lines(results)) {
            if (line.weft().isPresent() && (line.doing() == Doing.ELEMENT || line.doing() == Doing.START)) {
                Map<Library, Spread> bars = new EnumMap<>(Library.class);
                bars.put(Library.WEFT, line.weft().get());
                line.go().ifPresent(go -> bars.put(Library.GO, go));
                bars.put(Library.OS_THREAD, line.os());
                panels.add(new Style.Panel(
                        Style.chart(title(line.doing(), line.weft().get(), line.os()),
                                condition.isEmpty() ? List.of() : List.of(condition), plot(bars, line.library()),
                                false),
                        MARGINS + BAR * bars.size()));
            }
        }
        return panels;
    }

    private static String title(Doing doing, Spread weft, Spread os) {
        return (doing == Doing.ELEMENT
                ? "An element from one goroutine to another, through an unbuffered channel: "
                : "A goroutine, started and joined: ")
                + nanoseconds(weft) + "; OS threads: " + nanoseconds(os);
    }

    private static String nanoseconds(Spread times) {
        return Format.nanoseconds(times.median()) + " ns";
    }

    private static XYPlot plot(Map<Library, Spread> bars, Library onOsThreads) {
        XYIntervalSeriesCollection lengths = new XYIntervalSeriesCollection();
        XYIntervalSeriesCollection ranges = new XYIntervalSeriesCollection();
        XYBarRenderer bar = new XYBarRenderer();
        bar.setUseYInterval(true);
        bar.setShadowVisible(false);
        bar.setBarPainter(new StandardXYBarPainter());
        XYErrorRenderer range = new XYErrorRenderer();
        range.setDrawXError(false);
        range.setErrorStroke(new BasicStroke(1.6f));
        range.setErrorPaint(Style.TEXT);
        range.setCapLength(8);
        NumberAxis axis = axis(bars.values().stream().mapToDouble(Spread::highest).max().orElseThrow());
        XYPlot plot = new XYPlot(lengths, rows(bars, onOsThreads), axis, bar);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setDataset(1, ranges);
        plot.setRenderer(1, range);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(Style.GRID);
        int place = 0;
        for (Map.Entry<Library, Spread> entry : bars.entrySet()) {
            Spread times = entry.getValue();
            XYIntervalSeries length = new XYIntervalSeries(entry.getKey().title());
            length.add(place, place - 0.3, place + 0.3, times.median(), 0, times.median());
            bar.setSeriesPaint(place, entry.getKey().color());
            lengths.addSeries(length);
            XYIntervalSeries ends = new XYIntervalSeries(entry.getKey().title());
            ends.add(place, place, place, times.median(), times.lowest(), times.highest());
            range.setSeriesShape(place, new Rectangle2D.Double());
            ranges.addSeries(ends);
            XYTextAnnotation figure =
                    new XYTextAnnotation(nanoseconds(times), place, times.highest() + GAP * axis.getUpperBound());
            figure.setTextAnchor(TextAnchor.CENTER_LEFT);
            figure.setFont(Style.BOLD);
            figure.setPaint(Style.TEXT);
            plot.addAnnotation(figure);
            place++;
        }
        return plot;
    }

    private static SymbolAxis rows(Map<Library, Spread> bars, Library onOsThreads) {
        SymbolAxis rows = new SymbolAxis(null, bars.keySet().stream().map(library -> switch (library) {
            case WEFT -> "goroutine (Weft)";
            case GO -> "goroutine (Go)";
            default -> "OS thread" + (onOsThreads == Library.OS_THREAD ? "" : " (" + onOsThreads.title() + ")");
        }).toArray(String[]::new));
        rows.setGridBandsVisible(false);
        rows.setInverted(true);
        rows.setRange(-0.6, bars.size() - 0.4);
        rows.setTickUnit(new NumberTickUnit(1));
        rows.setTickMarksVisible(false);
        rows.setTickLabelPaint(Style.TEXT);
        rows.setAxisLinePaint(Style.GRID);
        return rows;
    }

    private static NumberAxis axis(double highest) {
        NumberAxis axis = new NumberAxis("nanoseconds: the median fork, and a line from the fastest to the slowest");
        // Room for the figure behind the longest bar.
        axis.setRange(0, highest * 1.15);
        axis.setNumberFormatOverride(new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        axis.setTickLabelPaint(Style.TEXT);
        axis.setLabelPaint(Style.TEXT);
        axis.setAxisLinePaint(Style.GRID);
        return axis;
    }
}
