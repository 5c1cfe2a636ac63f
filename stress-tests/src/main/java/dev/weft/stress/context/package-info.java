/** Contexts: what cancelling one orders, who decides why it is done, and that nothing below is missed. */
package dev.weft.stress.context;
