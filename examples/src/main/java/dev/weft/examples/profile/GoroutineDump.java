package dev.weft.examples.profile;

import com.sun.tools.attach.VirtualMachine;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Asks another process what its goroutines do, as {@code kill -QUIT} does with a program in Go. That process need not have
 * been prepared for it, and goes on. All of the program is in this file, which needs no class path:
 *
 * <pre>
 * java GoroutineDump.java PID         prints the dump of its goroutines
 * java GoroutineDump.java PID leaked  prints those that can never go on
 * </pre>
 */
public final class GoroutineDump {
    private static final String BEAN = "dev.weft:type=Goroutines";

    /** The bean appears within a second or two of the connection. */
    private static final int PATIENCE_MILLIS = 5_000;

    private GoroutineDump() {}

    /** Returns what an operation of the bean of that process returns. */
    @SuppressWarnings("BanJNDI") // the address is that of a process on this machine, of the same user
    static String ask(String pid, String operation) throws Exception {
        VirtualMachine process = VirtualMachine.attach(pid);
        try (JMXConnector connector =
                JMXConnectorFactory.connect(new JMXServiceURL(process.startLocalManagementAgent()))) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            ObjectName bean = new ObjectName(BEAN);
            for (int waited = 0; !server.isRegistered(bean); waited += 100) {
                if (waited >= PATIENCE_MILLIS) {
                    return "no Go.run runs in process " + pid + ", and goroutines are not tracked";
                }
                Thread.sleep(100);
            }
            return (String) server.invoke(bean, operation, null, null);
        } finally {
            process.detach();
        }
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            System.err.println("which process?");
            System.exit(2);
        }
        System.out.println(ask(args[0], args.length > 1 ? args[1] : "dump"));
    }
}
