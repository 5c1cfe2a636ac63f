package dev.weft.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Sends JMH's log to a file, as JMH writes it. The console shows only the progress, and what JMH says of a benchmark
 * that fails.
 *
 * <p>JMH calls it from several threads: its own, and those that read what a fork prints and reports.
 */
final class JmhLog implements OutputFormat {
    /** How JMH begins the report of a failure; what it prints until the next benchmark belongs to it. */
    private static final Pattern FAILURE =
            Pattern.compile("<failure>|<forked VM failed|<failed to invoke|ERROR: |Benchmark had encountered error");

    private final OutputFormat text;
    private final PrintStream console;
    private final Progress progress;
    private final long forkMilliseconds;
    private String benchmark = "JMH";
    private boolean failing;

    /**
     * Creates a log.
     *
     * @param log where everything goes
     * @param console where failures go
     * @param progress is told of each benchmark that begins
     * @param forkMilliseconds how long a benchmark takes
     */
    JmhLog(PrintStream log, PrintStream console, Progress progress, long forkMilliseconds) {
        this.text = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
        this.console = console;
        this.progress = progress;
        this.forkMilliseconds = forkMilliseconds;
    }

    @Override
    public synchronized void startBenchmark(BenchmarkParams params) {
        benchmark = JmhRun.name(params);
        failing = false;
        progress.step(benchmark, forkMilliseconds);
        text.startBenchmark(params);
    }

    @Override
    public synchronized void println(String line) {
        if (!failing && FAILURE.matcher(line).lookingAt()) {
            failing = true;
            console.println("# " + benchmark + " failed:");
        } else if (line.startsWith("# Run ")) {
            failing = false; // what JMH says at the end of a run, or before the next fork
        }
        if (failing) {
            console.println(line);
        }
        text.println(line);
    }

    @Override
    public synchronized void print(String part) {
        if (failing) {
            console.print(part);
        }
        text.print(part);
    }

    @Override
    public synchronized void write(int b) {
        if (failing) {
            console.write(b);
        }
        text.write(b);
    }

    @Override
    public synchronized void write(byte[] b) throws IOException {
        if (failing) {
            console.print(new String(b, StandardCharsets.UTF_8));
        }
        text.write(b);
    }

    @Override
    public synchronized void endBenchmark(BenchmarkResult result) {
        failing = false;
        text.endBenchmark(result);
    }

    @Override
    public synchronized void iteration(BenchmarkParams benchmark, IterationParams params, int iteration) {
        text.iteration(benchmark, params, iteration);
    }

    @Override
    public synchronized void iterationResult(BenchmarkParams benchmark, IterationParams params, int iteration,
            IterationResult result) {
        text.iterationResult(benchmark, params, iteration, result);
    }

    @Override
    public synchronized void startRun() {
        text.startRun();
    }

    @Override
    public synchronized void endRun(Collection<RunResult> results) {
        failing = false;
        text.endRun(results);
    }

    @Override
    public synchronized void verbosePrintln(String line) {
        text.verbosePrintln(line);
    }

    @Override
    public synchronized void flush() {
        text.flush();
    }

    @Override
    public synchronized void close() {
        text.close();
    }
}
