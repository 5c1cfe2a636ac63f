/** Select in each of its roles, and against those that compete with it. */
package dev.weft.stress.select;
