package dev.weft.observe;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.Goroutines;
import dev.weft.Select;
import dev.weft.Unit;
import dev.weft.support.ChildVm;
import dev.weft.support.Outcome;
import dev.weft.testing.Goleak;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.InvalidAttributeValueException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What JMX clients see; and that nothing is missed where the module for that is not there. */
class ManagementTest {
    @RegisterExtension
    final dev.weft.support.Goroutines g = new dev.weft.support.Goroutines();

    private final Channel<Unit> held = Channel.make();

    @Test
    void aClientSeesGoroutinesAndCanTrackThem() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("dev.weft:type=Goroutines");
        Outcome<Void> outcome = Outcome.start(g, true, () -> {
            Go.run(() -> {
                go("receiver", () -> held.receive());
                held.receive();
            });
            return null;
        });
        awaitUntil(() -> server.isRegistered(name));
        awaitUntil(() -> dump(server, name).contains("\"receiver\" [chan receive]:\n\tat "));
        assertThat((Integer) server.getAttribute(name, "Count")).isGreaterThanOrEqualTo(2);

        assertThat(server.getAttribute(name, "Tracked")).isEqualTo(false);
        server.setAttribute(name, new Attribute("Tracked", true));
        server.setAttribute(name, new Attribute("Tracked", true)); // which is no second time
        Thread tracked = g.go(() -> held.receive());
        awaitParked(tracked, "chan receive");
        assertThat(dump(server, name)).contains("goroutine " + tracked.threadId() + " [")
                .contains("\ncreated by ");
        server.setAttribute(name, new Attribute("Tracked", false));
        assertThat(server.getAttribute(name, "Tracked")).isEqualTo(false);

        assertThat(server.getAttributes(name, new String[] {"Count", "Colour"})).hasSize(1);
        AttributeList attributes =
                new AttributeList(List.of(new Attribute("Count", 1), new Attribute("Tracked", false)));
        assertThat(server.setAttributes(name, attributes)).hasSize(1);
        assertThatThrownBy(() -> server.getAttribute(name, "Colour")).isInstanceOf(AttributeNotFoundException.class);
        assertThatThrownBy(() -> server.getAttribute(name, "Scheduler.colour"))
                .isInstanceOf(AttributeNotFoundException.class);
        assertThatThrownBy(() -> server.setAttribute(name, new Attribute("Count", 1)))
                .isInstanceOf(AttributeNotFoundException.class);
        assertThatThrownBy(() -> server.setAttribute(name, new Attribute("Tracked", "yes")))
                .isInstanceOf(InvalidAttributeValueException.class);
        assertThatThrownBy(() -> server.invoke(name, "explode", null, null)).isInstanceOf(ReflectionException.class);
        assertThat(server.getMBeanInfo(name).getOperations()).isNotEmpty();
        held.close();
        outcome.value();
    }

    private static String dump(MBeanServer server, ObjectName name) {
        try {
            return (String) server.invoke(name, "dump", null, null);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theCountersOfWeftsSchedulerAreThere() throws Exception {
        String printed = ChildVm.run(List.of(), List.of("-Dweft.scheduler=go", "-Dweft.scheduler.processors=2",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"), Attributes.class);
        assertThat(printed).contains("Scheduler.processors: 2").containsPattern("Scheduler\\.carriers: [1-9]")
                .containsPattern("Scheduler\\.wakes: [1-9]").contains("Scheduler.idle: ", "Scheduler.sleeps: ",
                        "Scheduler.steals: ", "Scheduler.retakes: ");
    }

    @Test
    void onTheJdksSchedulerTheyAreNotThereNorAnyClassOfWefts() throws Exception {
        assertThat(ChildVm.run(List.of(), List.of("-Xlog:class+load"), Attributes.class)).contains("Count: 1\n")
                .doesNotContainPattern("(?m)^Scheduler\\.").doesNotContain("dev.weft.internal.scheduler");
    }

    /** Prints all attributes. */
    static final class Attributes {
        public static void main(String[] args) throws Exception {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName("dev.weft:type=Goroutines");
            Go.run(() -> {
                awaitUntil(() -> server.isRegistered(name));
                for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                    System.out.println(
                            attribute.getName() + ": " + server.getAttribute(name, attribute.getName()));
                }
            });
        }
    }

    @Test
    void noServerIsMadeForIt() throws Exception {
        assertThat(ChildVm.run(List.of(), List.of(), Quiet.class)).contains("no server");
    }

    /** Runs a program for long enough to be seen, and goes without a server. */
    static final class Quiet {
        public static void main(String[] args) throws Exception {
            Go.run(() -> Thread.sleep(2_500));
            System.out.println(MBeanServerFactory.findMBeanServer(null).isEmpty() ? "no server" : "a server");
        }
    }

    @Test
    void everythingElseWorksInTheBaseModuleAlone() throws Exception {
        String printed = ChildVm.run(List.of(), ChildVm.onThisScheduler(List.of("--limit-modules=java.base")),
                Base.class);
        assertThat(printed).contains("java.base only").contains("found all goroutines are asleep")
                .contains("goroutine ")
                .contains("created by ").contains("leaked [select (no cases)]").contains("no goroutine is left");
    }

    /** Uses what looks at goroutines, in a virtual machine that has nothing but the base module. */
    static final class Base {
        public static void main(String[] args) throws Exception {
            System.out.println(ModuleLayer.boot().modules().size() == 1 ? "java.base only" : "more than java.base");
            try (AutoCloseable tracking = Goroutines.track()) {
                awaitParked(go(() -> Select.select()), "select (no cases)");
                System.out.println(Goroutines.dump());
                Goroutines.leaked().forEach(state -> System.out.println("leaked [" + state.waitReason() + "]"));
                Goleak.verifyNone();
                System.out.println("no goroutine is left");
                try {
                    Go.run(() -> {
                        Thread.sleep(1_500); // until the watch has looked for the server
                        Channel.make().receive();
                    });
                } catch (DeadlockException e) {
                    System.out.println("found " + e.getMessage());
                }
            }
        }
    }
}
