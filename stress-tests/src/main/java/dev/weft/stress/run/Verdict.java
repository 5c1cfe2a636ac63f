package dev.weft.stress.run;

/**
 * Whether a mutant was found.
 *
 * @param how
 *            what the test reported, in short
 */
record Verdict(Mutant mutant, boolean caught, String how) {}
