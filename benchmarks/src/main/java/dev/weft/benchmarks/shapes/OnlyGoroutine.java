package dev.weft.benchmarks.shapes;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The parameter of a method that runs only on goroutines, in a shape that has others: its figure is in their row. */
@State(Scope.Benchmark)
public class OnlyGoroutine {
    @Param("goroutine")
    public String threads;
}
