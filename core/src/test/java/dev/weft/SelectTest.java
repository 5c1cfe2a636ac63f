package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.support.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a select returns, what its cases report afterwards, and how cases are reused. */
class SelectTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    void receivesFromTheOneChannelThatIsReady() throws InterruptedException {
        Channel<String> a = Channel.make(1);
        Channel<String> b = Channel.make(1);
        b.send("b");
        ReceiveCase<String> ra = receive(a);
        ReceiveCase<String> rb = receive(b);
        assertThat(select(ra, rb)).isEqualTo(1);
        assertWon(rb, "b");
        assertLost(ra);
    }

    @Test
    void sendsToTheOneChannelThatIsReady() throws InterruptedException {
        Channel<String> full = Channel.make(1);
        full.send("x");
        Channel<String> free = Channel.make(1);
        SendCase<String> sf = send(full, "y");
        SendCase<String> sg = send(free, "z");
        assertThat(select(sf, sg)).isEqualTo(1);
        assertThat(sf.chosen()).isFalse();
        assertThat(sg.chosen()).isTrue();
        assertThat(free.receive()).isEqualTo("z");
        assertThat(full.receive()).isEqualTo("x");
        assertThat(full.len()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitsForASender(boolean virtual) throws InterruptedException {
        Channel<String> a = Channel.make();
        Channel<String> b = Channel.make();
        ReceiveCase<String> ra = receive(a);
        ReceiveCase<String> rb = receive(b);
        Thread t = g.start(virtual, () -> {
            assertThat(select(ra, rb)).isEqualTo(1);
            assertWon(rb, "v");
            assertLost(ra);
        });
        awaitParked(t, "select");
        b.send("v");
        g.join(t);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitsForAReceiver(boolean virtual) throws InterruptedException {
        Channel<String> a = Channel.make();
        Channel<String> b = Channel.make();
        SendCase<String> sa = send(a, "to a");
        SendCase<String> sb = send(b, "to b");
        Thread t = g.start(virtual, () -> {
            assertThat(select(sa, sb)).isZero();
            assertThat(sa.chosen()).isTrue();
            assertThat(sb.chosen()).isFalse();
        });
        awaitParked(t, "select");
        assertThat(a.receive()).isEqualTo("to a");
        g.join(t);
        assertThat(b.<String>tryReceive()).isNull();
    }

    @Test
    void waitsForRoomInABuffer() throws InterruptedException {
        Channel<Integer> full = Channel.make(1);
        full.send(1);
        Thread t = g.go(() -> assertThat(select(receive(Channel.make()), send(full, 2))).isEqualTo(1));
        awaitParked(t, "select");
        assertThat(full.receive()).isEqualTo(1);
        g.join(t);
        assertThat(full.receive()).isEqualTo(2);
    }

    @Test
    void waitsForAnElementInABuffer() throws InterruptedException {
        Channel<Integer> empty = Channel.make(3);
        ReceiveCase<Integer> r = receive(empty);
        Thread t = g.go(() -> {
            assertThat(select(receive(Channel.make(1)), r)).isEqualTo(1);
            assertWon(r, 7);
        });
        awaitParked(t, "select");
        empty.send(7);
        g.join(t);
        assertThat(empty.len()).isZero();
    }

    @Test
    void mixesChannelsOfDifferentTypes() throws InterruptedException {
        Channel<String> strings = Channel.make(1);
        Channel<Integer> numbers = Channel.make(1);
        numbers.send(5);
        ReceiveCase<String> s = receive(strings);
        ReceiveCase<Integer> n = receive(numbers);
        select(s, n);
        int five = n.value();
        assertThat(five).isEqualTo(5);
    }

    @Test
    void receivesSupertypesAndSendsSubtypes() throws InterruptedException {
        Channel<Integer> integers = Channel.make(1);
        Channel<Number> numbers = Channel.make(1);
        integers.send(1);
        ReceiveCase<Number> r = receive(integers);
        select(r);
        assertThat(r.value()).isEqualTo(1);
        SendCase<Integer> s = send(numbers, 2);
        select(s);
        assertThat(numbers.receive()).isEqualTo(2);
    }

    @Test
    void trySelectDoesTheCaseThatIsReady() throws InterruptedException {
        Channel<Integer> a = Channel.make(1);
        a.send(1);
        ReceiveCase<Integer> r = receive(a);
        assertThat(trySelect(r)).isZero();
        assertWon(r, 1);
        assertThat(trySelect(r)).isEqualTo(-1);
        assertLost(r);
        SendCase<Integer> s = send(a, 2);
        assertThat(trySelect(s)).isZero();
        assertThat(s.chosen()).isTrue();
        assertThat(trySelect(s)).isEqualTo(-1);
        assertThat(s.chosen()).isFalse();
        assertThat(a.receive()).isEqualTo(2);
    }

    @Test
    void trySelectMeetsThoseWhoWait() throws InterruptedException {
        Channel<Integer> c = Channel.make();
        Thread sender = g.go(() -> c.send(1));
        awaitParked(sender, "chan send");
        ReceiveCase<Integer> r = receive(c);
        assertThat(trySelect(r)).isZero();
        assertWon(r, 1);
        g.join(sender);

        Thread receiver = g.go(() -> assertThat(c.receive()).isEqualTo(2));
        awaitParked(receiver, "chan receive");
        assertThat(trySelect(send(c, 2))).isZero();
        g.join(receiver);
    }

    /** The README's Fibonacci, with {@code return} from inside the switch and a case that is re-aimed. */
    @Test
    void switchWithReturnInALoop() throws InterruptedException {
        Channel<Integer> c = Channel.make();
        Channel<Unit> quit = Channel.make();
        List<Integer> got = new ArrayList<>();
        g.go(() -> {
            for (int i = 0; i < 10; i++) {
                got.add(c.receive());
            }
            quit.send(Unit.UNIT);
        });
        assertThat(fibonacci(c, quit)).isEqualTo(10);
        assertThat(got).containsExactly(0, 1, 1, 2, 3, 5, 8, 13, 21, 34);
    }

    private static int fibonacci(Channel<Integer> c, Channel<Unit> quit) throws InterruptedException {
        var out = send(c, 0);
        var stop = receive(quit);
        int sent = 0;
        for (int x = 0, y = 1;;) {
            switch (select(out.value(x), stop)) {
                case 0 -> {
                    int next = x + y;
                    x = y;
                    y = next;
                    sent++;
                }
                default -> {
                    return sent;
                }
            }
        }
    }

    @Test
    void ifChosenWithBreakAndAssignmentToLocals() throws InterruptedException {
        Channel<Integer> numbers = Channel.make(10);
        for (int i = 1; i <= 4; i++) {
            numbers.send(i);
        }
        numbers.close();
        int sum = 0;
        var n = receive(numbers);
        var never = receive((Channel<String>) null);
        while (true) {
            select(n, never);
            if (n.chosen()) {
                if (!n.ok()) {
                    break;
                }
                sum += n.value();
            }
        }
        assertThat(sum).isEqualTo(10);
    }

    @Test
    void everySelectForgetsTheResultOfTheOneBefore() throws InterruptedException {
        Channel<Integer> a = Channel.make(1);
        Channel<Integer> b = Channel.make(1);
        var ra = receive(a);
        var rb = receive(b);
        a.send(1);
        select(ra, rb);
        assertWon(ra, 1);
        b.send(2);
        select(ra, rb);
        assertLost(ra);
        assertWon(rb, 2);
        assertThat(trySelect(ra, rb)).isEqualTo(-1);
        assertLost(ra);
        assertLost(rb);
    }

    @Test
    void aCaseKeepsItsResultWhileOthersSelect() throws InterruptedException {
        Channel<Integer> a = Channel.make(1);
        var ra = receive(a);
        a.send(1);
        select(ra);
        a.send(2);
        var other = receive(a);
        select(other);
        assertWon(ra, 1);
        assertWon(other, 2);
    }

    /** A select that fails on entry has reset its cases, too, so the old result cannot be taken for a new one. */
    @Test
    void resetsOnEntryAlsoIfItIsThenRejected() throws InterruptedException {
        Channel<Integer> a = Channel.make(2);
        var ra = receive(a);
        a.send(1);
        select(ra);
        a.send(2);
        assertThatThrownBy(() -> select(ra, send(a, null))).isInstanceOf(NullPointerException.class);
        assertLost(ra);
        assertThat(a.len()).isEqualTo(1);
    }

    @Test
    void caseIsAimedAtAnotherChannel() throws InterruptedException {
        Channel<Integer> a = Channel.make(1);
        Channel<Integer> b = Channel.make(1);
        a.send(1);
        b.send(2);
        var r = receive(a);
        assertThat(r.channel(b)).isSameAs(r);
        select(r);
        assertWon(r, 2);
        var s = send(a, 3);
        assertThat(s.channel(b)).isSameAs(s);
        select(s);
        assertThat(b.receive()).isEqualTo(3);
        assertThat(a.receive()).isEqualTo(1);
    }

    @Test
    void caseIsSwitchedOffAndOnByItsChannel() throws InterruptedException {
        Channel<Integer> a = Channel.make(1);
        a.send(1);
        var r = receive(a);
        assertThat(trySelect(r.channel(null))).isEqualTo(-1);
        assertThat(trySelect(r.channel(a))).isZero();
        var s = send(a, 5);
        assertThat(trySelect(s.channel(null))).isEqualTo(-1);
        assertThat(trySelect(s.channel(a))).isZero();
        assertThat(a.receive()).isEqualTo(5);
    }

    @Test
    void sendCaseKeepsItsValueUntilItGetsAnother() throws InterruptedException {
        Channel<String> c = Channel.make(3);
        var s = send(c, "same");
        select(s);
        select(s);
        assertThat(s.value("other")).isSameAs(s);
        select(s);
        assertThat(c.receive()).isEqualTo("same");
        assertThat(c.receive()).isEqualTo("same");
        assertThat(c.receive()).isEqualTo("other");
    }

    @Test
    void sendCaseKeepsItsValueAfterItHasWaited() throws InterruptedException {
        Channel<String> c = Channel.make();
        Channel<Unit> other = Channel.make();
        var s = send(c, "v");
        Thread t = g.go(() -> {
            assertThat(select(s, receive(other))).isEqualTo(1); // loses
            assertThat(select(s, receive(other))).isZero(); // wins
            assertThat(select(s, receive(other))).isZero(); // and wins again
        });
        awaitParked(t, "select");
        other.send(Unit.UNIT);
        assertThat(c.receive()).isEqualTo("v");
        assertThat(c.receive()).isEqualTo("v");
        g.join(t);
    }

    @Test
    void casesAreReusedInALoopThatAlwaysWaits() throws InterruptedException {
        Channel<Integer> a = Channel.make();
        Channel<Integer> b = Channel.make();
        int rounds = 2_000;
        g.go(() -> {
            for (int i = 0; i < rounds; i++) {
                (i % 3 == 0 ? a : b).send(i);
            }
        });
        var ra = receive(a);
        var rb = receive(b);
        for (int i = 0; i < rounds; i++) {
            int index = select(ra, rb);
            assertThat(index).isEqualTo(i % 3 == 0 ? 0 : 1);
            assertWon(index == 0 ? ra : rb, i);
            assertLost(index == 0 ? rb : ra);
        }
    }

    @Test
    void aCaseMovesFromThreadToThreadBetweenSelects() throws InterruptedException {
        Channel<Integer> c = Channel.make();
        var r = receive(c);
        for (int i = 0; i < 20; i++) {
            int n = i;
            Thread t = g.start(i % 2 == 0, () -> {
                select(r);
                assertWon(r, n);
            });
            awaitParked(t, "select");
            c.send(n);
            g.join(t);
        }
    }

    @Test
    void theArrayIsNotChanged() throws InterruptedException {
        Channel<Integer> late = Channel.make();
        Channel<Integer> early = Channel.make();
        // Made and used in the opposite order of the channels' ids.
        trySelect(receive(early), receive(late));
        SelectCase[] cases = {receive(late), null, receive(early), receive(late)};
        SelectCase[] before = cases.clone();
        assertThat(trySelect(cases)).isEqualTo(-1);
        assertThat(cases).containsExactly(before);
        Thread t = g.go(() -> select(cases));
        awaitParked(t, "select");
        early.send(1);
        g.join(t);
        assertThat(cases).containsExactly(before);
    }

    /** The caller may reuse its array as soon as the select waits, and no slot is mixed up. */
    @Test
    void theArrayIsNotKeptWhileItWaits() throws InterruptedException {
        Channel<Integer> a = Channel.make();
        Channel<Integer> b = Channel.make();
        var rb = receive(b);
        SelectCase[] cases = {receive(a), rb};
        Thread t = g.go(() -> {
            assertThat(select(cases)).isEqualTo(1);
            assertWon(rb, 3);
        });
        awaitParked(t, "select");
        cases[0] = null;
        cases[1] = null;
        b.send(3);
        g.join(t);
        b.close();
        assertThat(trySelect(rb)).isZero(); // the case is free again
    }

    @Test
    void sixtyFourCases() throws InterruptedException {
        List<Channel<Integer>> channels = new ArrayList<>();
        SelectCase[] cases = new SelectCase[64];
        for (int i = 0; i < 64; i++) {
            channels.add(Channel.make(i % 3));
            cases[i] = receive(channels.get(i));
        }
        g.go(() -> {
            for (int i = 0; i < 64; i++) {
                channels.get(i * 37 % 64).send(i);
            }
        });
        boolean[] seen = new boolean[64];
        for (int i = 0; i < 64; i++) {
            int index = select(cases);
            assertThat(seen[index]).isFalse();
            seen[index] = true;
            int value = (Integer) ((ReceiveCase<?>) cases[index]).value();
            assertThat(value * 37 % 64).isEqualTo(index);
        }
        assertThat(trySelect(cases)).isEqualTo(-1);
    }

    @Test
    void aSelectWithOneCaseIsThatOperation() throws InterruptedException {
        Channel<Integer> c = Channel.make();
        Thread t = g.go(() -> select(send(c, 1)));
        awaitParked(t, "select");
        var r = receive(c);
        select(r);
        assertWon(r, 1);
    }

    static void assertWon(ReceiveCase<?> r, Object value) {
        assertThat(r.chosen()).isTrue();
        assertThat(r.ok()).isTrue();
        assertThat((Object) r.value()).isEqualTo(value);
    }

    static void assertLost(ReceiveCase<?> r) {
        assertThat(r.chosen()).isFalse();
        assertThat(r.ok()).isFalse();
        assertThat((Object) r.value()).isNull();
    }
}
