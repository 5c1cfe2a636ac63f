package dev.weft.examples.chat;

/** An event for the hub. */
sealed interface Event {
    Peer peer();

    record Enter(Peer peer) implements Event {}

    record Join(Peer peer, String room) implements Event {}

    record Leave(Peer peer, String room) implements Event {}

    record Say(Peer peer, String room, String text) implements Event {}

    record Unknown(Peer peer, String line) implements Event {}

    record Exit(Peer peer) implements Event {}

    /** Parses a line from a peer: {@code join ROOM}, {@code leave ROOM} or {@code say ROOM TEXT}. */
    static Event parse(Peer peer, String line) {
        String[] words = line.split(" ", 3);
        if (words.length == 2 && words[0].equals("join")) {
            return new Join(peer, words[1]);
        }
        if (words.length == 2 && words[0].equals("leave")) {
            return new Leave(peer, words[1]);
        }
        if (words.length == 3 && words[0].equals("say")) {
            return new Say(peer, words[1], words[2]);
        }
        return new Unknown(peer, line);
    }
}
