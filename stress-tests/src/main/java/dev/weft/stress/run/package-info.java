/**
 * Runs everything in stress-tests: {@link dev.weft.stress.run.Run}. It starts jcstress, the model checker and the soak
 * in processes of their own, each with a time limit, and judges their results.
 */
package dev.weft.stress.run;
