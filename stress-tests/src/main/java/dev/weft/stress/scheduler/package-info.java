/** The parts of Weft's own scheduler, on its own classes; the tests of all other packages also run on it as a whole. */
package dev.weft.stress.scheduler;
