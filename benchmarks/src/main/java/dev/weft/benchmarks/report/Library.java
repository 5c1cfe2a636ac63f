package dev.weft.benchmarks.report;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is measured against each other. Each has one name in all tables, and one color in all charts. */
public enum Library {
    WEFT("Weft", Group.WEFT, 0x8b5cf6, "weft"),

    WEFT_ON_ITS_SCHEDULER("Weft on its scheduler", Group.WEFT_ON_ITS_SCHEDULER, 0x4c1d95, "weftOnItsScheduler"),

    GO("Go", Group.GO, 0x00a3cc),

    JOX("Jox", Group.JOX, 0xe0752d, "jox"),

    KOTLIN("Kotlin", Group.KOTLIN, 0xd6498f, "kotlin"),

    SYNCHRONOUS_QUEUE("SynchronousQueue", Group.JUC, 0x3fa34d, "synchronousQueue"),

    SYNCHRONOUS_QUEUE_FAIR("SynchronousQueue (fair)", Group.JUC, 0x9bbf3b, "synchronousQueueFair"),

    LINKED_TRANSFER_QUEUE("LinkedTransferQueue", Group.JUC, 0xb8860b, "linkedTransferQueue"),

    ARRAY_BLOCKING_QUEUE("ArrayBlockingQueue", Group.JUC, 0x5a7fc4, "arrayBlockingQueue"),

    LINKED_BLOCKING_QUEUE("LinkedBlockingQueue", Group.JUC, 0x2fa39a, "linkedBlockingQueue"),

    REENTRANT_LOCK("ReentrantLock", Group.JUC, 0xd9534f, "reentrantLock"),

    READ_WRITE_LOCK("ReentrantReadWriteLock", Group.JUC, 0xa8552a, "reentrantReadWriteLock"),

    STAMPED_LOCK("StampedLock", Group.JUC, 0x4c8c2b, "stampedLock"),

    PHASER("Phaser", Group.JUC, 0xc9a227, "phaser"),

    ATOMIC("atomic operation", Group.JDK_ALONE, 0x7d8590, "bareAtomic"),

    VIRTUAL_THREAD("virtual thread", Group.JDK_ALONE, 0x8c8273, "virtualThread"),

    OS_THREAD("OS thread", Group.JDK_ALONE, 0x6b7f72, "platformThread");

    /** What a reader chooses between. */
    enum Group {
        WEFT("Weft"),
        /** With {@code -Dweft.scheduler=go}. */
        WEFT_ON_ITS_SCHEDULER("Weft on its scheduler"),
        /** Not on the JVM. */
        GO("Go"), JOX("Jox"), KOTLIN("Kotlin's coroutines"), JUC("java.util.concurrent"),
        /** Not a library, but the least that anything on the JDK costs. */
        JDK_ALONE("the JDK alone");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        /** Whether a peer of this group counts as a library on the JVM, other than Weft. */
        boolean isPeer() {
            return this == JOX || this == KOTLIN || this == JUC;
        }
    }

    private final String title;
    private final Group group;
    private final Color color;
    private final List<String> methods;

    Library(String title, Group group, int color, String... methods) {
        this.title = title;
        this.group = group;
        this.color = new Color(color);
        this.methods = List.of(methods);
    }

    String title() {
        return title;
    }

    Group group() {
        return group;
    }

    Color color() {
        return color;
    }

    /** Returns the library that the method of a JMH benchmark measures in a row; empty if there is none of that name. */
    public static Optional<Library> of(String method, String row) {
        // In some shapes, one method has the queue without a buffer and the queue with one.
        boolean unbuffered = row.contains("/capacity=0");
        String one = switch (method) {
            case "synchronousOrArrayBlockingQueue" -> unbuffered ? "synchronousQueue" : "arrayBlockingQueue";
            case "linkedTransferOrLinkedBlockingQueue" -> unbuffered ? "linkedTransferQueue" : "linkedBlockingQueue";
            default -> method;
        };
        return Arrays.stream(values()).filter(library -> library.methods.contains(one)).findFirst();
    }
}
