/** Select in each of its roles, and against the operations that compete with it. */
package dev.weft.stress.select;
