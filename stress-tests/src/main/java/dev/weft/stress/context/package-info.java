/** Contexts: what cancelling one orders, what determines why it is done, and that no derived context is missed. */
package dev.weft.stress.context;
