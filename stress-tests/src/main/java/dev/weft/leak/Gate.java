package dev.weft.leak;

/** Something that goroutines wait for until it is opened, once. It refers to nothing else. */
interface Gate {
    /** Waits until it is open. */
    void await() throws Exception;

    /** Opens it. Once only. */
    void open() throws Exception;
}
