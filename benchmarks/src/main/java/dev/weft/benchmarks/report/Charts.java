package dev.weft.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.svg.SVGGraphics2D;

/**
 * Draws the charts: a line for each row, a mark for each peer, on a logarithmic axis. There is no background, and all
 * colors are of medium lightness, so that they can be read on light and dark pages.
 */
final class Charts {
    private static final String RATIO = "ratio";
    private static final int WIDTH = 900;
    private static final int ROW_HEIGHT = 19;
    private static final int MARGINS = 120;
    private static final Color TEXT = new Color(0x7d8590);
    private static final Color GRID = new Color(0x7d, 0x85, 0x90, 0x50);

    private static final Map<String, Color> COLORS = new LinkedHashMap<>();

    static {
        COLORS.put("weft", new Color(0x8b5cf6));
        COLORS.put("Go", new Color(0x00a3cc));
        COLORS.put("best on the JVM", new Color(0xe0752d));
        COLORS.put("jox", new Color(0xe0752d));
        COLORS.put("kotlin", new Color(0xd6498f));
        COLORS.put("synchronousQueue", new Color(0x3fa34d));
        COLORS.put("synchronousQueueFair", new Color(0x8aa33f));
        COLORS.put("linkedTransferQueue", new Color(0xb8860b));
        COLORS.put("arrayBlockingQueue", new Color(0x5a7fc4));
        COLORS.put("linkedBlockingQueue", new Color(0x2fa39a));
        COLORS.put("synchronousOrArrayBlockingQueue", new Color(0x3fa34d));
        COLORS.put("linkedTransferOrLinkedBlockingQueue", new Color(0xb8860b));
        COLORS.put("reentrantLock", new Color(0xe0752d));
        COLORS.put("reentrantReadWriteLock", new Color(0xe0752d));
        COLORS.put("stampedLock", new Color(0x3fa34d));
        COLORS.put("phaser", new Color(0xb8860b));
        COLORS.put("bareAtomic", TEXT);
        COLORS.put("virtualThread", TEXT);
    }

    private Charts() {}

    /** Draws all charts of a run, and returns their file names by title, the main one first. */
    static Map<String, String> draw(Results results, Path directory) throws IOException {
        Map<String, String> charts = new LinkedHashMap<>();
        DefaultCategoryDataset ratios = new DefaultCategoryDataset();
        for (Row row : results.rows()) {
            row.ratioToBestPeer().ifPresent(r -> ratios.addValue(r, "best on the JVM", row.name()));
            row.ratioToGo().ifPresent(r -> ratios.addValue(r, "Go", row.name()));
        }
        add(charts, ratios, "Weft's time divided by that of others (left of 1: Weft is faster)", RATIO,
                directory.resolve("ratios.svg"));
        for (Family family : Family.values()) {
            List<Row> rows = results.rows().stream().filter(row -> Family.of(row.name()) == family).toList();
            add(charts, times(rows), family.title(), "nanoseconds an operation",
                    directory.resolve(family.name().toLowerCase(Locale.ROOT) + ".svg"));
        }
        return charts;
    }

    static DefaultCategoryDataset times(List<Row> rows) {
        Set<String> order = new LinkedHashSet<>(COLORS.keySet());
        rows.forEach(row -> order.addAll(row.jvm().keySet()));
        DefaultCategoryDataset times = new DefaultCategoryDataset();
        for (String peer : order) {
            for (Row row : rows) {
                Sample sample = peer.equals("Go") ? row.go().orElse(null) : row.jvm().get(peer);
                if (sample != null) {
                    times.addValue(sample.median(), peer, row.name());
                }
            }
        }
        return times;
    }

    private static void add(Map<String, String> charts, DefaultCategoryDataset data, String title, String unit,
            Path file) throws IOException {
        if (data.getRowCount() > 0) {
            Files.writeString(file, svg(data, title, unit));
            charts.put(title, file.getFileName().toString());
        }
    }

    private static String svg(DefaultCategoryDataset data, String title, String unit) {
        int height = MARGINS + ROW_HEIGHT * data.getColumnCount();
        SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, height);
        // Makes the file short, and the same for the same data.
        graphics.setDefsKeyPrefix("_");
        graphics.setGeomDoubleConverter(Charts::coordinate);
        graphics.setTransformDoubleConverter(Charts::coordinate);
        chart(data, title, unit).draw(graphics, new Rectangle(WIDTH, height));
        return graphics.getSVGElement();
    }

    private static String coordinate(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
    }

    static JFreeChart chart(DefaultCategoryDataset data, String title, String unit) {
        JFreeChart chart = ChartFactory.createLineChart(title, null, unit, data, PlotOrientation.HORIZONTAL, true,
                false, false);
        chart.setBackgroundPaint(null);
        chart.getTitle().setPaint(TEXT);
        chart.getTitle().setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        chart.getLegend().setBackgroundPaint(null);
        chart.getLegend().setItemPaint(TEXT);
        chart.getLegend().setFrame(BlockBorder.NONE);

        CategoryPlot plot = chart.getCategoryPlot();
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(true);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.getDomainAxis().setTickLabelPaint(TEXT);
        plot.getDomainAxis().setAxisLinePaint(GRID);
        plot.getDomainAxis().setMaximumCategoryLabelWidthRatio(0.5f);
        LogAxis axis = new LogAxis(unit);
        axis.setBase(unit.equals(RATIO) ? 2 : 10);
        // A tick for each power.
        axis.setTickUnit(new NumberTickUnit(1));
        axis.setNumberFormatOverride(new DecimalFormat("#,##0.###",
                DecimalFormatSymbols.getInstance(Locale.ROOT)));
        axis.setTickLabelPaint(TEXT);
        axis.setLabelPaint(TEXT);
        axis.setAxisLinePaint(GRID);
        plot.setRangeAxis(axis);
        if (unit.equals(RATIO)) {
            plot.addRangeMarker(new ValueMarker(1, TEXT, new BasicStroke(1.5f)));
        }
        plot.setRenderer(marks(data));
        return chart;
    }

    private static LineAndShapeRenderer marks(DefaultCategoryDataset data) {
        LineAndShapeRenderer renderer = new LineAndShapeRenderer(false, true);
        renderer.setDrawOutlines(false);
        Shape round = new Ellipse2D.Double(-3.5, -3.5, 7, 7);
        Shape large = new Ellipse2D.Double(-5, -5, 10, 10);
        Shape square = new Rectangle2D.Double(-4, -4, 8, 8);
        for (int series = 0; series < data.getRowCount(); series++) {
            String name = data.getRowKey(series).toString();
            renderer.setSeriesPaint(series, COLORS.getOrDefault(name, TEXT));
            renderer.setSeriesShape(series, name.equals(Row.WEFT) ? large : name.equals("Go") ? square : round);
        }
        return renderer;
    }
}
