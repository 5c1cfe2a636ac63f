/**
 * The verdict of a bubble, open to the tests in other packages. Core hides this package, and not all of its classes are
 * public; these stand beside them on the class path.
 */
package dev.weft.internal.bubble;
