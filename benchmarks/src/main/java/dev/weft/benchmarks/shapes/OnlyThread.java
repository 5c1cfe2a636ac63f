package dev.weft.benchmarks.shapes;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The parameter of a method that runs only on OS threads. */
@State(Scope.Benchmark)
public class OnlyThread {
    @Param("os")
    public String threads;
}
