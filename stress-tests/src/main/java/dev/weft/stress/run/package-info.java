/**
 * Runs all that stress-tests has: {@link dev.weft.stress.run.Run}. It starts jcstress, the model checker and the soak in
 * processes of their own, each with a time limit, and judges what they leave.
 */
package dev.weft.stress.run;
