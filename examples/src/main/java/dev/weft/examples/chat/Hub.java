package dev.weft.examples.chat;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import dev.weft.Channel;
import dev.weft.SendChannel;
import dev.weft.context.Context;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps the list of peers and the rooms they are in. Only one goroutine accesses it, that of {@link #run}, to which all
 * others send events. So all peers get the same lines in the same order, and there is nothing to lock.
 *
 * <p>The hub must not wait for any peer, or a peer that does not read would keep all others waiting. So it sends each
 * line into the peer's buffer without waiting, and cuts off a peer whose buffer is full.
 */
final class Hub {
    private final Channel<Event> events = Channel.make();
    private final Map<String, Peer> peers = new HashMap<>();
    private final Map<String, Set<Peer>> rooms = new TreeMap<>();
    private final Deque<Peer> tooSlow = new ArrayDeque<>();
    private boolean closing;

    /** The channel for events. Every peer that has entered must exit in the end; then the channel may be closed. */
    SendChannel<Event> events() {
        return events;
    }

    /**
     * Serves until the channel of events is closed. When the context is done, all peers are told to leave; but the hub
     * goes on, because they may still send events.
     */
    void run(Context ctx) throws InterruptedException {
        var event = receive(events);
        var stop = receive(ctx.done());
        for (;;) {
            switch (select(event, stop)) {
                case 0 -> {
                    if (!event.ok()) {
                        return;
                    }
                    handle(event.value());
                    cutOffTheSlow();
                }
                default -> {
                    stop.channel(null); // it would always be ready
                    sayGoodbye();
                }
            }
        }
    }

    private void handle(Event event) {
        Peer peer = event.peer();
        switch (event) {
            case Event.Enter enter -> enter(peer);
            case Event late when peers.get(peer.name()) != peer -> {
                // the peer was refused or cut off, and did not know it yet
            }
            case Event.Join join -> {
                if (rooms.computeIfAbsent(join.room(), name -> new LinkedHashSet<>()).add(peer)) {
                    broadcast(join.room(), "* " + peer.name() + " joined " + join.room());
                }
            }
            case Event.Leave leave -> {
                if (isIn(peer, leave.room())) {
                    broadcast(leave.room(), "* " + peer.name() + " left " + leave.room());
                    remove(peer, leave.room());
                }
            }
            case Event.Say say -> {
                if (isIn(peer, say.room())) {
                    broadcast(say.room(), "[" + say.room() + "] " + peer.name() + ": " + say.text());
                }
            }
            case Event.Unknown unknown -> tell(peer, "! what is \"" + unknown.line() + "\"?");
            case Event.Exit exit -> exit(peer, "");
        }
    }

    private void enter(Peer peer) {
        String refusal = refusal(peer.name());
        if (refusal != null) {
            peer.outbox().trySend(refusal);
            peer.outbox().close();
            return;
        }
        peers.put(peer.name(), peer);
        tell(peer, "* welcome, " + peer.name());
    }

    /** Returns why no peer of this name can enter; null if it can. */
    private String refusal(String name) {
        if (closing) {
            return "* the server closes";
        }
        if (!name.matches("\\w+")) {
            return "! a name is one word";
        }
        return peers.containsKey(name) ? "! " + name + " is taken" : null;
    }

    private void exit(Peer peer, String why) {
        peers.remove(peer.name());
        peer.outbox().close();
        for (String room : rooms.keySet().toArray(String[]::new)) {
            if (rooms.get(room).contains(peer)) {
                remove(peer, room);
                broadcast(room, "* " + peer.name() + " left " + room + why);
            }
        }
    }

    private boolean isIn(Peer peer, String room) {
        boolean in = rooms.getOrDefault(room, Set.of()).contains(peer);
        if (!in) {
            tell(peer, "! you are not in " + room);
        }
        return in;
    }

    private void remove(Peer peer, String room) {
        Set<Peer> members = rooms.get(room);
        members.remove(peer);
        if (members.isEmpty()) {
            rooms.remove(room);
        }
    }

    private void broadcast(String room, String line) {
        for (Peer peer : rooms.getOrDefault(room, Set.of())) {
            tell(peer, line);
        }
    }

    private void tell(Peer peer, String line) {
        if (!peer.outbox().trySend(line)) {
            tooSlow.add(peer); // not cut off here, because the caller iterates over the members of a room
        }
    }

    /** Cuts off the slow peers. The others are told, and for some of them that line may be one too many. */
    private void cutOffTheSlow() {
        for (Peer peer; (peer = tooSlow.poll()) != null;) {
            if (peers.get(peer.name()) == peer) {
                exit(peer, ": too slow");
                peer.life().cancel(new SlowPeerException(peer.name()));
            }
        }
    }

    private void sayGoodbye() {
        closing = true;
        for (Peer peer : peers.values()) {
            peer.outbox().trySend("* the server closes");
            peer.outbox().close();
        }
        peers.clear();
        rooms.clear();
    }
}
