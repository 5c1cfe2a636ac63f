/**
 * Core's observers, open to the tests in other packages. Core hides this package, and its classes are not public; these
 * stand beside them on the class path.
 */
package dev.weft.internal.observe;
