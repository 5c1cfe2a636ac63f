package dev.weft.internal.observe;

import dev.weft.internal.goroutine.Tracker;
import dev.weft.internal.goroutine.Tracking;
import dev.weft.internal.wait.SchedulerChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;

/**
 * What JMX clients see: how many goroutines there are, their dump, and whether they are tracked, which can be changed; and
 * if goroutines run on Weft's own scheduler, what that does, a number for each of its counters.
 *
 * <p>A dynamic bean, because the interface of any other kind would have to be public, in an exported package.
 */
@SuppressWarnings("NullAway") // JMX passes and expects nulls that it does not declare
final class GoroutinesBean implements DynamicMBean {
    private static final String COUNT = "Count";
    private static final String TRACKED = "Tracked";
    private static final String SCHEDULER = "Scheduler.";
    private static final String DUMP = "dump";
    private static final String LEAKED = "leaked";

    /** In whose name clients have turned tracking on; null if they have not. */
    private final AtomicReference<@Nullable Tracker> tracker = new AtomicReference<>();

    @Override
    public MBeanInfo getMBeanInfo() {
        List<MBeanAttributeInfo> attributes = new ArrayList<>();
        attributes.add(new MBeanAttributeInfo(COUNT, "int", "How many goroutines are known", true, false, false));
        attributes.add(new MBeanAttributeInfo(TRACKED, "boolean",
                "Whether goroutines outside of Go.run are known, too, and where each was started", true, true, true));
        SchedulerChoice.counts().keySet().forEach(name -> attributes.add(new MBeanAttributeInfo(SCHEDULER + name,
                "long", "Weft's scheduler: " + name, true, false, false)));
        return new MBeanInfo(GoroutinesBean.class.getName(), "The goroutines of this process",
                attributes.toArray(MBeanAttributeInfo[]::new), null,
                new MBeanOperationInfo[] {
                    new MBeanOperationInfo(DUMP, "What each goroutine does, in Go's form", null, "java.lang.String",
                            MBeanOperationInfo.INFO),
                    new MBeanOperationInfo(LEAKED,
                            "Those that can never go on, which are gone then; runs the garbage collector", null,
                            "java.lang.String", MBeanOperationInfo.ACTION_INFO)},
                null);
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        return switch (name) {
            case COUNT -> Known.count();
            case TRACKED -> Tracking.isOn();
            default -> schedulerCount(name);
        };
    }

    private static Long schedulerCount(String name) throws AttributeNotFoundException {
        Long count = name.startsWith(SCHEDULER)
                ? SchedulerChoice.counts().get(name.substring(SCHEDULER.length()))
                : null;
        if (count == null) {
            throw new AttributeNotFoundException(name);
        }
        return count;
    }

    @Override
    public void setAttribute(Attribute attribute)
            throws AttributeNotFoundException, InvalidAttributeValueException {
        if (!attribute.getName().equals(TRACKED)) {
            throw new AttributeNotFoundException(attribute.getName());
        }
        if (!(attribute.getValue() instanceof Boolean on)) {
            throw new InvalidAttributeValueException(TRACKED + " is true or false");
        }
        if (on && tracker.get() == null) {
            Tracker mine = Watch.track();
            if (!tracker.compareAndSet(null, mine)) {
                Tracking.end(mine); // another client was faster
            }
        } else if (!on) {
            Tracker before = tracker.getAndSet(null);
            if (before != null) {
                Tracking.end(before);
            }
        }
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList values = new AttributeList();
        for (String name : names) {
            try {
                values.add(new Attribute(name, getAttribute(name)));
            } catch (AttributeNotFoundException e) {
                // left out, as the interface says
            }
        }
        return values;
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        AttributeList set = new AttributeList();
        for (Attribute attribute : attributes.asList()) {
            try {
                setAttribute(attribute);
                set.add(attribute);
            } catch (AttributeNotFoundException | InvalidAttributeValueException e) {
                // left out, as the interface says
            }
        }
        return set;
    }

    @Override
    public Object invoke(String operation, Object @Nullable [] arguments, String @Nullable [] types)
            throws MBeanException, ReflectionException {
        return switch (operation) {
            case DUMP -> Dump.ofAll();
            case LEAKED -> Dump.text(Leaks.find());
            default -> throw new ReflectionException(new NoSuchMethodException(operation));
        };
    }
}
