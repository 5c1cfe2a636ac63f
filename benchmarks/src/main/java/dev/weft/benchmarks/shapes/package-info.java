/** The shapes: one JMH class each, with a method for every peer that can run it. */
package dev.weft.benchmarks.shapes;
