/** jcstress tests of the algorithms. */
package dev.weft.stress;
