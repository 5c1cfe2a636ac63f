/** From JMH's and Go's raw results to the report: pairs the rows, compares, and writes tables and charts. */
package dev.weft.benchmarks.report;
