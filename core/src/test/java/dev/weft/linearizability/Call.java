package dev.weft.linearizability;

import java.util.List;

/** What a thread asks of the channels, which are identified by number. */
sealed interface Call {
    /** How long a call waits. */
    enum Patience {
        FOREVER, NOT_AT_ALL, FOR_A_TIME
    }

    /**
     * A send or a receive of a select.
     *
     * @param channel the channel's number, or {@link #NIL}
     * @param toSend the element, or null to receive
     */
    record Arm(int channel, Object toSend) {
        /** Stands for no channel: there is no case, or a case without a channel. Neither is ever ready. */
        static final int NIL = -1;

        boolean isNil() {
            return channel == NIL;
        }

        boolean sends() {
            return toSend != null;
        }
    }

    /**
     * A send, a receive, or a select of several cases.
     *
     * @param arms the cases of the select
     * @param patience how long it waits
     * @param nanos the time-out, if it waits for a time
     * @param inSelect whether a single arm is written as a select
     */
    record Communicate(List<Arm> arms, Patience patience, long nanos, boolean inSelect) implements Call {}

    /** Closes the channel. */
    record Close(int channel) implements Call {}

    /** Asks for the channel's length. */
    record Len(int channel) implements Call {}

    /** Asks whether the channel is closed and empty. */
    record Drained(int channel) implements Call {}

    /** Interrupts one of the threads. */
    record Interrupt(int thread) implements Call {}

    /**
     * Not a call, but the fact that at some instant all threads that had not ended were waiting in calls without a
     * limit: the calls that span this one.
     */
    record Standstill() implements Call {}

    /** Lets others run. It is not part of the history. */
    record Pause(int spins) implements Call {}
}
