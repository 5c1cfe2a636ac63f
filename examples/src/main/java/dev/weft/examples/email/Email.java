package dev.weft.examples.email;

import dev.weft.Channel;
import dev.weft.sync.WaitGroup;
import jakarta.mail.MessagingException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * A batch of e-mails, sent to an SMTP server in three ways: one by one, by a pool of goroutines that take them from a
 * channel, and by OS threads limited to the number of CPUs. A sender of e-mail mostly waits for the server: while one
 * goroutine waits, another uses the CPU, and twenty cost next to nothing.
 *
 * <p>Prints a table like this one. The times differ from machine to machine and from run to run. What is determined is
 * that all e-mails arrive, each exactly once.
 *
 * <pre>
 * 100 e-mails to an SMTP server that takes 5 ms to greet
 *
 *                     time  e-mails/s  on the server
 * one by one       .... ms        ...  100, each once
 * 20 goroutines    .... ms        ...  100, each once
 * 2 OS threads     .... ms        ...  100, each once
 * </pre>
 *
 * <p>On JDK 21 to 23 the goroutines gain less: the mail library does its input and output in synchronized methods, in
 * which a virtual thread of these releases keeps its carrier while it waits.
 */
public final class Email {
    private static final int BATCH = 100;
    private static final int WORKERS = 20;
    private static final int CPUS = Runtime.getRuntime().availableProcessors();
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Email() {}

    @FunctionalInterface
    private interface Way {
        /** Returns when all have been sent. */
        void send(List<Mail> batch, Mailer mailer) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        run(out, BATCH);
    }

    static void run(PrintStream out, int size) throws Exception {
        try (MailServer server = MailServer.start(Duration.ZERO)) { // so that no measured time includes a cold start
            oneByOne(batch(10), new Mailer(MailServer.HOST, server.port()));
        }

        out.printf(Locale.ROOT, "%d e-mails to an SMTP server that takes %d ms to greet%n%n", size, PAUSE.toMillis());
        out.printf(Locale.ROOT, "%-14s  %7s  %9s  %s%n", "", "time", "e-mails/s", "on the server");
        measure(out, "one by one", size, Email::oneByOne);
        measure(out, WORKERS + " goroutines", size, Email::byGoroutines);
        measure(out, CPUS + (CPUS == 1 ? " OS thread" : " OS threads"), size, Email::byThreads);
    }

    private static void oneByOne(List<Mail> batch, Mailer mailer) throws MessagingException {
        for (Mail mail : batch) {
            mailer.send(mail);
        }
    }

    private static void byGoroutines(List<Mail> batch, Mailer mailer) throws Exception {
        Channel<Mail> mails = Channel.make();
        Channel<Exception> failures = Channel.make(batch.size());
        WaitGroup wg = new WaitGroup();

        for (int i = 0; i < WORKERS; i++) {
            wg.go(() -> {
                for (Mail mail : mails) {
                    try {
                        mailer.send(mail);
                    } catch (MessagingException e) {
                        failures.send(e);
                    }
                }
            });
        }

        for (Mail mail : batch) {
            mails.send(mail);
        }
        mails.close();
        wg.await();

        failures.close();
        for (Exception e : failures) {
            throw e;
        }
    }

    private static void byThreads(List<Mail> batch, Mailer mailer) throws Exception {
        List<Callable<Void>> jobs = new ArrayList<>();
        for (Mail mail : batch) {
            jobs.add(() -> {
                mailer.send(mail);
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(CPUS)) {
            for (Future<Void> job : threads.invokeAll(jobs)) {
                job.get();
            }
        }
    }

    private static void measure(PrintStream out, String name, int size, Way way) throws Exception {
        List<Mail> batch = batch(size);
        try (MailServer server = MailServer.start(PAUSE)) {
            Mailer mailer = new Mailer(MailServer.HOST, server.port());
            long start = System.nanoTime();
            way.send(batch, mailer);
            Duration time = Duration.ofNanos(System.nanoTime() - start);

            out.printf(Locale.ROOT, "%-14s  %4d ms  %9d  %s%n", name, time.toMillis(),
                    size * 1_000_000_000L / time.toNanos(),
                    delivered(batch, server.subjects()));
        }
    }

    private static List<Mail> batch(int size) {
        return IntStream.rangeClosed(1, size).mapToObj(id -> new Mail("reader" + id % 10 + "@example.org",
                "Weft news for subscriber " + id, "Dear subscriber " + id + ",\n\nnothing new today.\n")).toList();
    }

    /** Returns what the server reports about the batch. */
    static String delivered(List<Mail> batch, List<String> subjects) {
        HashSet<String> missing = new HashSet<>();
        for (Mail mail : batch) {
            missing.add(mail.subject());
        }
        int surplus = 0;
        for (String subject : subjects) {
            if (!missing.remove(subject)) {
                surplus++;
            }
        }
        return missing.isEmpty() && surplus == 0
                ? subjects.size() + ", each once"
                : subjects.size() + ": " + missing.size() + " missing, " + surplus + " twice or unknown";
    }
}
