package dev.weft.internal.scheduler;

/**
 * Keeps the fields of its subclasses away from those of the object before it in memory: two cache lines, as processors
 * fetch them in pairs. (A superclass's fields come first; within one class, the virtual machine may reorder them.)
 */
@SuppressWarnings("unused")
abstract class Padding {
    private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;
}
