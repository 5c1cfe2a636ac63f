package dev.weft.benchmarks.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis that begins and ends at a round number, and has ticks only there: two of them at least. */
final class RoundAxis extends LogAxis {
    private static final long serialVersionUID = 1L;

    /** With more ticks than this, only the powers of ten remain. */
    private static final int TICKS = 10;

    private final transient double[] ticks;

    private RoundAxis(String label, double[] ticks) {
        super(label);
        this.ticks = ticks;
        setRange(ticks[0], ticks[ticks.length - 1]);
    }

    /** An axis of ratios: powers of two, always with one half, 1 and 2, that reaches beyond these. */
    static RoundAxis ofRatios(String label, double lowest, double highest) {
        List<Double> ticks = new ArrayList<>();
        int first = Math.min(-1, (int) Math.ceil(Math.log(lowest) / Math.log(2)) - 1);
        int last = Math.max(1, (int) Math.floor(Math.log(highest) / Math.log(2)) + 1);
        for (int power = first; power <= last; power++) {
            ticks.add(Math.pow(2, power));
        }
        return new RoundAxis(label, array(ticks));
    }

    /** An axis of times: 1, 2, 5, 10 and so on, around these. */
    static RoundAxis ofTimes(String label, double lowest, double highest) {
        List<Double> ticks = steps(lowest, highest, 1, 2, 5);
        return new RoundAxis(label, array(ticks.size() <= TICKS ? ticks : steps(lowest, highest, 1)));
    }

    private static List<Double> steps(double lowest, double highest, int... digits) {
        List<Double> all = new ArrayList<>();
        for (int power = -12; power <= 12; power++) {
            for (int digit : digits) {
                all.add(digit * Math.pow(10, power));
            }
        }
        int first = 0;
        while (all.get(first + 1) <= lowest) {
            first++;
        }
        int last = first + 1;
        while (all.get(last) < highest) {
            last++;
        }
        return all.subList(first, last + 1);
    }

    /** The values that are marked. */
    double[] ticks() {
        return ticks.clone();
    }

    @Override
    @SuppressWarnings("rawtypes") // As it is declared there.
    protected List refreshTicksHorizontal(Graphics2D graphics, Rectangle2D area, RectangleEdge edge) {
        DecimalFormat format = new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
        List<NumberTick> marks = new ArrayList<>();
        for (double tick : ticks) {
            marks.add(new NumberTick(tick, format.format(tick), TextAnchor.TOP_CENTER, TextAnchor.TOP_CENTER, 0));
        }
        return marks;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
