package dev.weft.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * A line for each row, and on it a mark for each library: at the median, with a bar from the lowest value to the
 * highest.
 */
final class DotChart {
    private static final int MARGINS = 90;
    private static final int LINE_OF_TEXT = 20;
    /** How far the marks of a row may be from its middle, in rows, and from each other. */
    private static final double BAND = 0.36;
    private static final double STEP = 0.36;

    private final List<String> labels = new ArrayList<>();
    private final List<Integer> headings = new ArrayList<>();
    private final Map<Library, XYIntervalSeries> series = new EnumMap<>(Library.class);

    /** Begins a group of rows. */
    void heading(String title) {
        headings.add(labels.size());
        labels.add(title);
    }

    /** Adds a row; the marks are below each other, in the order of the libraries. */
    void row(String label, Map<Library, Spread> marks) {
        double step = Math.min(STEP, 2 * BAND / Math.max(1, marks.size() - 1));
        double y = labels.size() - step * (marks.size() - 1) / 2;
        for (Map.Entry<Library, Spread> mark : new EnumMap<>(marks).entrySet()) {
            Spread x = mark.getValue();
            series.computeIfAbsent(mark.getKey(), library -> new XYIntervalSeries(library.title()))
                    .add(x.median(), x.lowest(), x.highest(), y, y, y);
            y += step;
        }
        labels.add(label);
    }

    boolean isEmpty() {
        return series.isEmpty();
    }

    /** The lowest value of all. */
    double lowest() {
        double lowest = Double.POSITIVE_INFINITY;
        for (XYIntervalSeries one : series.values()) {
            for (int i = 0; i < one.getItemCount(); i++) {
                lowest = Math.min(lowest, one.getXLowValue(i));
            }
        }
        return lowest;
    }

    /** The highest value of all. */
    double highest() {
        double highest = 0;
        for (XYIntervalSeries one : series.values()) {
            for (int i = 0; i < one.getItemCount(); i++) {
                highest = Math.max(highest, one.getXHighValue(i));
            }
        }
        return highest;
    }

    /** Returns the chart, with rows of this height. */
    Style.Panel panel(String title, List<String> lines, RoundAxis axis, int rowHeight) {
        int height = MARGINS + rowHeight * labels.size() + LINE_OF_TEXT * (lines.size() + (title.isEmpty() ? 0 : 1))
        // The legend takes a line for some five libraries.
                + LINE_OF_TEXT * (series.size() / 5);
        return new Style.Panel(Style.chart(title, lines, plot(axis), true), height);
    }

    private XYPlot plot(RoundAxis axis) {
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawYError(false);
        renderer.setCapLength(0);
        renderer.setErrorStroke(new BasicStroke(1.6f));
        series.forEach((library, one) -> {
            int index = data.getSeriesCount();
            data.addSeries(one);
            renderer.setSeriesPaint(index, library.color());
            renderer.setSeriesShape(index, shape(library));
        });

        axis.setTickLabelPaint(Style.TEXT);
        axis.setLabelPaint(Style.TEXT);
        axis.setAxisLinePaint(Style.GRID);
        XYPlot plot = new XYPlot(data, axis, rows(), renderer);
        plot.setDomainGridlinePaint(Style.GRID);
        plot.setRangeGridlinesVisible(false);
        plot.setRangeZeroBaselineVisible(false);
        for (int row = 0; row < labels.size(); row++) {
            if (headings.contains(row)) {
                XYTextAnnotation heading = new XYTextAnnotation(labels.get(row), axis.getLowerBound() * 1.03, row);
                heading.setTextAnchor(TextAnchor.CENTER_LEFT);
                heading.setFont(Style.BOLD);
                heading.setPaint(Style.TEXT);
                plot.addAnnotation(heading);
            } else {
                plot.addRangeMarker(new ValueMarker(row - 0.5, Style.GRID, new BasicStroke(0.5f)));
            }
        }
        return plot;
    }

    private SymbolAxis rows() {
        String[] symbols = labels.toArray(String[]::new);
        headings.forEach(row -> symbols[row] = "");
        SymbolAxis rows = new SymbolAxis(null, symbols);
        rows.setGridBandsVisible(false);
        rows.setInverted(true);
        rows.setRange(-0.6, labels.size() - 0.4);
        rows.setTickUnit(new NumberTickUnit(1));
        rows.setTickMarksVisible(false);
        rows.setTickLabelPaint(Style.TEXT);
        rows.setAxisLinePaint(Style.GRID);
        return rows;
    }

    /** Marks the value at which two are equally fast. */
    static void markOne(Style.Panel panel) {
        panel.chart().getXYPlot().addDomainMarker(new ValueMarker(1, Style.TEXT, new BasicStroke(1.5f)));
    }

    private static Shape shape(Library library) {
        return switch (library) {
            case WEFT -> new Ellipse2D.Double(-5, -5, 10, 10);
            case GO -> new Rectangle2D.Double(-4, -4, 8, 8);
            default -> new Ellipse2D.Double(-3.5, -3.5, 7, 7);
        };
    }
}
