package dev.weft.benchmarks.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.svg.SVGGraphics2D;

/**
 * What all charts have in common. There is no background, and all colors are of medium lightness, so that they can be
 * read on light and dark pages.
 */
final class Style {
    static final int WIDTH = 900;
    static final Color TEXT = new Color(0x7d8590);
    static final Color GRID = new Color(0x7d, 0x85, 0x90, 0x50);
    static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);

    private Style() {}

    /**
     * A part of a picture.
     *
     * @param chart what is drawn
     * @param height how high it is
     */
    record Panel(JFreeChart chart, int height) {}

    /** Returns a chart with a title, lines of text below it, and a legend if it is asked for. */
    static JFreeChart chart(String title, List<String> lines, Plot plot, boolean legend) {
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        JFreeChart chart = new JFreeChart(title.isEmpty() ? null : title, TITLE, plot, legend);
        chart.setBackgroundPaint(null);
        // Room for half of the last tick's label.
        chart.setPadding(new RectangleInsets(4, 0, 4, 24));
        if (chart.getTitle() != null) {
            chart.getTitle().setPaint(TEXT);
        }
        for (String line : lines) {
            chart.addSubtitle(new TextTitle(line, PLAIN, TEXT, TextTitle.DEFAULT_POSITION,
                    TextTitle.DEFAULT_HORIZONTAL_ALIGNMENT, TextTitle.DEFAULT_VERTICAL_ALIGNMENT,
                    TextTitle.DEFAULT_PADDING));
        }
        LegendTitle colors = chart.getLegend();
        if (colors != null) {
            colors.setBackgroundPaint(null);
            colors.setItemPaint(TEXT);
            colors.setFrame(BlockBorder.NONE);
        }
        return chart;
    }

    /** Draws panels below each other. */
    static String svg(List<Panel> panels) {
        int height = panels.stream().mapToInt(Panel::height).sum();
        SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, height);
        // Makes the file short, and the same for the same data.
        graphics.setDefsKeyPrefix("_");
        graphics.setGeomDoubleConverter(Style::coordinate);
        graphics.setTransformDoubleConverter(Style::coordinate);
        int top = 0;
        for (Panel panel : panels) {
            panel.chart().draw(graphics, new Rectangle(0, top, WIDTH, panel.height()));
            top += panel.height();
        }
        return withTitle(graphics.getSVGElement(), panels.get(0).chart().getTitle()) + "\n";
    }

    /** Adds what screen readers read: the title of the first chart, if it has one. */
    private static String withTitle(String svg, TextTitle title) {
        String text = title == null ? "" : title.getText().replace("&", "&amp;").replace("<", "&lt;");
        int end = svg.indexOf('>', svg.indexOf("<svg")) + 1;
        return svg.substring(0, end) + "<title>" + text + "</title>" + svg.substring(end);
    }

    private static String coordinate(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
    }
}
