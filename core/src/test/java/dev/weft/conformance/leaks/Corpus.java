package dev.weft.conformance.leaks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** All programs of the corpus. */
final class Corpus {
    private static final List<Class<?>> CLASSES = List.of(
            CockroachLocks.class,
            CockroachChannels.class,
            Etcd.class,
            Grpc.class,
            Hugo.class,
            Istio.class,
            KubernetesLocks.class,
            KubernetesChannels.class,
            Moby.class,
            Serving.class,
            Syncthing.class,
            CommonPatterns.class,
            StressPrograms.class,
            SimplePrograms.class);

    private Corpus() {}

    /** In the order of the classes above, and by name within a class. */
    static List<LeakProgram> programs() {
        return CLASSES.stream()
                .flatMap(c -> Arrays.stream(c.getDeclaredMethods())
                        .filter(m -> m.isAnnotationPresent(GoProgram.class))
                        .map(LeakProgram::of)
                        .sorted(Comparator.comparing(LeakProgram::name)))
                .toList();
    }
}
