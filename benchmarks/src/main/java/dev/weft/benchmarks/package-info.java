/** JMH benchmarks of the library against its peers. */
package dev.weft.benchmarks;
