package dev.weft.examples.profile;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.text.TextBlock;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.svg.SVGGraphics2D;

/**
 * A block profile as a picture: a bar for each place, as long as the goroutines waited there altogether. It has no
 * background, and colors of medium lightness, for light and dark pages.
 */
final class Chart {
    private static final int WIDTH = 900;
    private static final int MARGINS = 90;
    private static final int BAR = 40;

    /** Beyond the longest bar, for what is written behind it. */
    private static final double ROOM = 0.35;

    private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Color TEXT = new Color(0x7d8590);
    private static final Color GRID = new Color(0x7d, 0x85, 0x90, 0x50);
    private static final Color BARS = new Color(0x2f81c7);

    private Chart() {}

    /** Returns a picture in SVG. */
    static String of(List<Place> places) {
        DefaultCategoryDataset times = new DefaultCategoryDataset();
        for (Place p : places) {
            times.addValue(p.total().toNanos() / 1e6, "", p.reason() + "\n" + withoutPackage(p.place()));
        }
        JFreeChart chart =
                ChartFactory.createBarChart("Where goroutines waited", null, "milliseconds altogether", times,
                        PlotOrientation.HORIZONTAL, false, false, false);
        chart.setBackgroundPaint(null);
        chart.getTitle().setPaint(TEXT);
        chart.getTitle().setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        style(chart.getCategoryPlot(), places);
        int height = MARGINS + BAR * places.size();
        SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, height);
        graphics.setDefsKeyPrefix("_"); // the same for the same data
        chart.draw(graphics, new Rectangle(WIDTH, height));
        return graphics.getSVGElement() + "\n";
    }

    private static void style(CategoryPlot plot, List<Place> places) {
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setDomainAxis(new CategoryAxis() {
            /** On two lines. */
            @Override
            @SuppressWarnings("rawtypes")
            protected TextBlock createLabel(Comparable reasonAndPlace, float width, RectangleEdge edge,
                    Graphics2D graphics) {
                return TextUtils.createTextBlock(reasonAndPlace.toString(), PLAIN, TEXT);
            }
        });
        plot.getDomainAxis().setAxisLinePaint(GRID);
        NumberAxis axis = (NumberAxis) plot.getRangeAxis();
        axis.setUpperMargin(ROOM);
        axis.setTickLabelPaint(TEXT);
        axis.setLabelPaint(TEXT);
        axis.setLabelFont(PLAIN);
        axis.setAxisLinePaint(GRID);
        BarRenderer bars = (BarRenderer) plot.getRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setMaximumBarWidth(0.12);
        bars.setSeriesPaint(0, BARS);
        bars.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator() {
            @Override
            public String generateLabel(CategoryDataset times, int row, int column) {
                return label(places.get(column));
            }
        });
        bars.setDefaultPositiveItemLabelPosition(
                new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
        bars.setDefaultItemLabelPaint(TEXT);
        bars.setDefaultItemLabelsVisible(true);
    }

    /** The packages begin with small letters, and end where the first name with a capital one begins. */
    private static String withoutPackage(String place) {
        return place.replaceFirst("^(?:[^.(]*/)?(?:[a-z]\\w*\\.)+(?=[A-Z])", "");
    }

    private static String label(Place place) {
        return String.format(Locale.ROOT, "%,d ms, %,d %s", place.total().toMillis(), place.waits(),
                place.waits() == 1 ? "wait" : "waits");
    }
}
