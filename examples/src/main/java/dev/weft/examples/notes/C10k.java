package dev.weft.examples.notes;

import static dev.weft.Unit.UNIT;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.sync.WaitGroup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * C10K: a server with ten thousand open connections, one goroutine for each, written as if there were only one. The
 * clients are goroutines, too, in the same process: another ten thousand.
 *
 * <p>Every client sends its name and waits. When all are connected, all of them send once more. Each checks that the
 * answers match what it sent.
 *
 * <p>Output: three lines. A connection takes two file descriptors, because both ends are in this process. If the system
 * allows too few, there are fewer connections, and the first line says so. The counts are then determined; the times
 * depend on the machine.
 */
public final class C10k {
    private C10k() {}

    /** The server's side of one connection: echoes everything. */
    private static void serve(Socket connection, AtomicInteger open) throws IOException {
        try (connection) {
            open.incrementAndGet();
            BufferedReader in = reader(connection);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(connection, line);
            }
        } finally {
            open.decrementAndGet();
        }
    }

    private static BufferedReader reader(Socket connection) throws IOException {
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8), 64);
    }

    private static void say(Socket connection, String line) throws IOException {
        connection.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Returns how many connections there can be. */
    private static int allowed(int wanted) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long free = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - 100; // some to spare
            return (int) Math.max(1, Math.min(wanted, free / 2));
        }
        return wanted;
    }

    static void run(PrintStream out) throws Exception {
        run(10_000, out);
    }

    static void run(int wanted, PrintStream out) throws Exception {
        int n = allowed(wanted);
        if (n < wanted) {
            out.printf("connections: %d, for the system allows this process too few files for %d%n", n, wanted);
        } else {
            out.printf("connections: %d%n", n);
        }

        AtomicInteger open = new AtomicInteger();
        AtomicInteger answers = new AtomicInteger();
        WaitGroup served = new WaitGroup();
        WaitGroup connected = new WaitGroup();
        WaitGroup clients = new WaitGroup();
        connected.add(n);
        Channel<Unit> speak = Channel.make();
        Channel<Unit> connecting = Channel.make(100); // a limit, because the system queues only a few
        Channel<Exception> failures = Channel.make(n);

        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(loopback, 0), 1000);
            int port = server.getLocalPort();
            served.go(() -> {
                try (server) { // so that clients fail, rather than wait, if the server fails
                    for (int i = 0; i < n; i++) {
                        Socket connection = server.accept();
                        served.go(() -> serve(connection, open));
                    }
                }
            });

            long begin = System.nanoTime();
            for (int i = 0; i < n; i++) {
                String name = "client " + i;
                clients.go(() -> {
                    boolean counted = false;
                    connecting.send(UNIT);
                    try (Socket connection = new Socket(loopback, port)) {
                        BufferedReader in = reader(connection);
                        say(connection, name);
                        boolean answered = name.equals(in.readLine());
                        connecting.receive();
                        counted = true;
                        connected.done();
                        speak.receive(); // until it is closed
                        say(connection, name + " again");
                        if (answered && (name + " again").equals(in.readLine())) {
                            answers.incrementAndGet();
                        }
                    } catch (IOException e) {
                        failures.send(e);
                        if (!counted) {
                            connecting.receive();
                            connected.done();
                        }
                    }
                });
            }
            connected.await();
            long connectMillis = (System.nanoTime() - begin) / 1_000_000;
            int openAtOnce = open.get();

            begin = System.nanoTime();
            speak.close();
            clients.await();
            long speakMillis = (System.nanoTime() - begin) / 1_000_000;

            Exception failure = failures.tryReceive();
            if (failure != null) {
                throw failure;
            }
            served.await();
            out.printf("open at once: %d, after %,d ms%n", openAtOnce, connectMillis);
            out.printf("all of them spoke: %d right answers, after %,d ms%n", answers.get(), speakMillis);
        }
    }

    public static void main(String[] args) throws Exception {
        run(System.out);
    }
}
