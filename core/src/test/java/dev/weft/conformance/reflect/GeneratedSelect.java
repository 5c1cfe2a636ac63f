package dev.weft.conformance.reflect;

import static dev.weft.Select.receive;
import static dev.weft.Select.send;
import static dev.weft.support.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ChannelClosedException;
import dev.weft.ReceiveCase;
import dev.weft.Select;
import dev.weft.SelectCase;
import dev.weft.support.ChannelModel;
import dev.weft.support.Choices;
import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * One of all the selects that can be put together from ten kinds of case, run on channels and on a model of them:
 * checks which cases may be chosen, what is received, and what all the channels hold afterwards.
 */
final class GeneratedSelect {
    /** A case, its channel, and the model of that channel. */
    private static final class Entry {
        final Kind kind;
        final Channel<Object> channel;
        final SelectCase selectCase;
        final Object toSend; // null: the case receives
        final Object partnerSends; // from a partner that may come, if this case receives
        final boolean mayHavePartner;
        ChannelModel model;

        Entry(Kind kind, Channel<Object> channel, ChannelModel model, SelectCase selectCase, Object toSend,
                Object partnerSends, boolean mayHavePartner) {
            this.kind = kind;
            this.channel = channel;
            this.model = model;
            this.selectCase = selectCase;
            this.toSend = toSend;
            this.partnerSends = partnerSends;
            this.mayHavePartner = mayHavePartner;
        }

        boolean isReady() {
            return model != null && (toSend != null ? model.canSend() : model.canReceive());
        }

        @Override
        public String toString() {
            return kind + (mayHavePartner ? " (partner)" : "");
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final boolean hasDefault;
    private final Entry partnered; // the entry whose partner comes once the select waits, or null
    private int values;

    /** The select for this path through the choices, with its cases in random order. */
    GeneratedSelect(Choices x, RandomGenerator order) throws InterruptedException {
        for (Kind kind : Kind.values()) {
            if (x.maybe()) {
                add(kind, x);
            }
        }
        boolean someReady = entries.stream().anyMatch(Entry::isReady);
        List<Entry> withPartner = entries.stream().filter(e -> e.mayHavePartner).toList();
        hasDefault = !someReady && withPartner.isEmpty() || x.maybe();
        partnered = hasDefault || someReady ? null : withPartner.get(x.choose(withPartner.size()));
        Collections.shuffle(entries, Random.from(order));
    }

    /** The kinds of case. */
    private enum Kind {
        NO_CASE, NULL_RECEIVE, NULL_SEND, UNTYPED_NULL_SEND, //
        RECEIVE_OF_ELEMENT, RECEIVE_UNBUFFERED, RECEIVE_OF_CLOSED, //
        SEND_WITH_ROOM, SEND_UNBUFFERED, SEND_ON_CLOSED
    }

    private void add(Kind kind, Choices x) throws InterruptedException {
        switch (kind) {
            case NO_CASE -> never(kind, null);
            case NULL_RECEIVE -> never(kind, receive((Channel<Object>) null));
            case NULL_SEND -> never(kind, send((Channel<Object>) null, "never sent"));
            case UNTYPED_NULL_SEND -> never(kind, send(null, x.maybe() ? null : "never sent"));
            case RECEIVE_UNBUFFERED -> receives(kind, 0, x.maybe());
            case SEND_UNBUFFERED -> sends(kind, 0, x.maybe());
            case RECEIVE_OF_CLOSED -> closed(receives(kind, 0, false));
            case SEND_ON_CLOSED -> closed(sends(kind, 0, false));
            case SEND_WITH_ROOM -> sends(kind, 1, false);
            case RECEIVE_OF_ELEMENT -> {
                Entry e = receives(kind, 1, false);
                Object value = nextValue();
                e.channel.send(value);
                e.model = e.model.sent(value);
            }
        }
    }

    /** Runs the select, and asserts that the model allows what it did. */
    void run(Goroutines g) throws InterruptedException {
        SelectCase[] cases = entries.stream().map(e -> e.selectCase).toArray(SelectCase[]::new);
        List<Entry> ready = entries.stream().filter(e -> e.isReady() || e == partnered).toList();
        Thread partner = partnered == null ? null : startPartner(g);
        int index;
        try {
            index = hasDefault ? Select.trySelect(cases) : Select.select(cases);
        } catch (ChannelClosedException e) {
            assertThat(ready).as("failed: %s", this).anyMatch(GeneratedSelect::fails);
            assertChannels();
            return;
        }
        if (partner != null) {
            g.join(partner);
        }
        if (index == -1) {
            assertThat(hasDefault && ready.isEmpty()).as("chose the default: %s", this).isTrue();
        } else {
            Entry chosen = entries.get(index);
            assertThat(ready).as("chose %d: %s", index, this).contains(chosen);
            assertThat(fails(chosen)).as("chose %d, which should fail: %s", index, this).isFalse();
            assertReceived(chosen);
            proceed(chosen);
        }
        for (int i = 0; i < cases.length; i++) {
            if (cases[i] != null) {
                assertThat(cases[i].chosen()).as("case %d after choosing %d: %s", i, index, this).isEqualTo(i == index);
            }
        }
        assertChannels();
    }

    private static boolean fails(Entry e) {
        return e.toSend != null && e.model != null && e.model.closed();
    }

    private void assertReceived(Entry chosen) {
        for (Entry e : entries) {
            if (e.selectCase instanceof ReceiveCase<?> r) {
                Object expected = e != chosen ? null : e == partnered ? e.partnerSends : e.model.head();
                assertThat((Object) r.value()).as("value of %s: %s", e, this).isEqualTo(expected);
                assertThat(r.ok()).as("ok of %s: %s", e, this).isEqualTo(expected != null);
            }
        }
    }

    /** Applies to the model what the select did; a partner has taken or given the element, and nothing is left. */
    private void proceed(Entry chosen) {
        if (chosen != partnered) {
            chosen.model = chosen.toSend != null ? chosen.model.sent(chosen.toSend) : chosen.model.received();
        }
    }

    /** Nothing else has happened: every channel holds what its model holds. */
    private void assertChannels() {
        for (Entry e : entries) {
            if (e.model != null) {
                List<Object> held = new ArrayList<>();
                assertThat(e.channel.len()).as("len of %s: %s", e, this).isEqualTo(e.model.buffer().size());
                for (Object value; (value = e.channel.tryReceive()) != null;) {
                    held.add(value);
                }
                assertThat(held).as("what %s holds: %s", e, this).isEqualTo(e.model.buffer());
                assertThat(e.channel.drained()).as("%s drained: %s", e, this).isEqualTo(e.model.closed());
            }
        }
    }

    /** The partner comes when the select has found nothing ready and waits. */
    private Thread startPartner(Goroutines g) {
        Thread selecting = Thread.currentThread();
        return g.go(() -> {
            awaitParked(selecting, "select");
            if (partnered.toSend != null) {
                assertThat(partnered.channel.receive()).as("%s", this).isEqualTo(partnered.toSend);
            } else {
                partnered.channel.send(partnered.partnerSends);
            }
        });
    }

    private Entry sends(Kind kind, int capacity, boolean mayHavePartner) {
        Channel<Object> c = Channel.make(capacity);
        Object value = nextValue();
        return add(new Entry(kind, c, ChannelModel.make(capacity), send(c, value), value, null, mayHavePartner));
    }

    private Entry receives(Kind kind, int capacity, boolean mayHavePartner) {
        Channel<Object> c = Channel.make(capacity);
        return add(new Entry(kind, c, ChannelModel.make(capacity), receive(c), null, nextValue(), mayHavePartner));
    }

    private void never(Kind kind, SelectCase selectCase) {
        add(new Entry(kind, null, null, selectCase, null, null, false));
    }

    private static void closed(Entry e) {
        e.channel.close();
        e.model = e.model.close();
    }

    private Entry add(Entry e) {
        entries.add(e);
        return e;
    }

    /** Numbers and strings alternately: the cases of one select have different types of element. */
    private Object nextValue() {
        int n = values++;
        return n % 2 == 0 ? (Object) n : String.valueOf(n);
    }

    @Override
    public String toString() {
        return entries + (hasDefault ? " or default" : "") + (partnered == null ? "" : "; partner for " + partnered);
    }
}
