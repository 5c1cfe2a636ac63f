package dev.weft.benchmarks.shapes;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.benchmarks.kotlin.KotlinSelectProdCons;
import dev.weft.benchmarks.peers.JoxPeer;
import dev.weft.benchmarks.peers.Peer;
import dev.weft.benchmarks.peers.QueuePeer;
import dev.weft.benchmarks.peers.WeftPeer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every peer of every shape once; each checks for itself that it has moved what it should. */
class ShapesTest {
    private static final int SMALL_TREE = 1_000;

    @Test
    void everyPeerMovesWhatItSays() throws RunnerException {
        // Another JMH may run on this machine; that does no harm, because this test measures no times.
        System.setProperty("jmh.ignoreLock", "true");
        Options once = new OptionsBuilder()
                .include("[.]shapes[.]")
                .exclude("[.]Skynet[.]")
                .param("waiting", "10", "1000") // 100,000 would take a while to gather
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .timeout(TimeValue.seconds(120))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        Collection<RunResult> results = new Runner(once).run();

        Map<String, Set<String>> peers = results.stream()
                .map(result -> result.getParams().getBenchmark().split("[.]"))
                .collect(groupingBy(name -> name[name.length - 2], mapping(name -> name[name.length - 1], toSet())));
        assertThat(peers).isNotEmpty().allSatisfy((shape, methods) -> assertThat(methods).contains("weft"));
    }

    @Test
    void localWorkIsTheSameInKotlin() {
        assertThat(KotlinSelectProdCons.localWork(100, 1)).isEqualTo(LocalWork.work(100, 1));
    }

    @Test
    void everyPeerAddsUpATree() throws InterruptedException {
        List<Peer> unbuffered = List.of(
                new WeftPeer(),
                new JoxPeer(),
                QueuePeer.SYNCHRONOUS,
                QueuePeer.SYNCHRONOUS_FAIR,
                QueuePeer.LINKED_TRANSFER);
        for (Peer peer : unbuffered) {
            Skynet.run(peer, SMALL_TREE);
        }
        Skynet.runKotlin(SMALL_TREE);
    }
}
