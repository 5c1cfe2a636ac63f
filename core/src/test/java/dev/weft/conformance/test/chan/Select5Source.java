package dev.weft.conformance.test.chan;

import dev.weft.support.Choices;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a program with a method for each way to phrase a send, a receive, or a select that performs one of them:
 * blocking, with a default, or with a time-out; with the result taken in each way that Java has; alone, or among cases
 * that are never ready; with operands that are plain or calls, whose order is checked.
 *
 * <p>The channel has room for one element, so that a single goroutine is enough: this is about the right calls, not
 * about concurrency.
 */
final class Select5Source {
    static final String NAME = "Select5";

    private static final String HEAD = """
            import static dev.weft.Select.receive;
            import static dev.weft.Select.select;
            import static dev.weft.Select.send;
            import static dev.weft.Select.trySelect;

            import dev.weft.Channel;
            import dev.weft.ReceiveCase;
            import dev.weft.SelectCase;
            import dev.weft.SendCase;
            import java.time.Duration;
            import java.util.HashMap;
            import java.util.Map;

            public class Select5 {
                static final Duration NONE = Duration.ZERO;
                static final Duration LONG = Duration.ofHours(1);
                static final Channel<Integer> c = Channel.make(1);
                static final Channel<Integer> dummy = Channel.make();
                static final Channel<Integer> nil = null;
                static final Map<Integer, Integer> m = new HashMap<>();
                static final int[] cell = new int[1];
                static int n = 1;
                static Integer x;
                static int order;

                static void check(int place) {
                    if (place <= order) {
                        throw new AssertionError("operand " + place + " evaluated after " + order);
                    }
                    order = place;
                }

                static Channel<Integer> channel(Channel<Integer> value, int place) {
                    check(place);
                    return value;
                }

                static int number(int value, int place) {
                    check(place);
                    return value;
                }

                static void evaluated(int place) {
                    if (order != place) {
                        throw new AssertionError("evaluated up to " + order + " of " + place);
                    }
                    order = 0;
                }

                static void never() {
                    throw new AssertionError("a case that is not ready was chosen");
                }

                static void notChosen(SelectCase... cases) {
                    for (SelectCase other : cases) {
                        if (other.chosen() || other instanceof ReceiveCase<?> r && (r.ok() || r.value() != null)) {
                            never();
                        }
                    }
                }

                static void transferred() {
                    if (x != n || c.len() != 0 || order != 0) {
                        throw new AssertionError("have " + x + ", want " + n + "; left " + c.len() + "; order " + order);
                    }
                    n++;
                }
            """;

    private final StringBuilder text = new StringBuilder(HEAD);
    private int forms;

    private Select5Source() {}

    /** Returns the text of the program; each method named form… throws if something is wrong. */
    static String write() {
        Select5Source source = new Select5Source();
        Choices.forEachPath(x -> source.form(receive(x, false)));
        Choices.forEachPath(x -> source.form(receive(x, true)));
        Choices.forEachPath(x -> source.form(send(x, false)));
        Choices.forEachPath(x -> source.form(send(x, true)));
        Choices.forEachPath(x -> source.form(nonBlocking(x)));
        return source.text.append("}\n").toString();
    }

    private void form(String body) {
        text.append("    public static void form").append(++forms).append("() throws Exception {\n");
        body.lines().forEach(line -> text.append("        ").append(line).append('\n'));
        text.append("    }\n");
    }

    /** Sends n plainly, and receives it into x in some way. */
    private static String receive(Choices x, boolean ordered) {
        String c = ordered ? "channel(c, 1)" : "c";
        StringBuilder body = new StringBuilder("c.send(n);\n");
        if (x.maybe()) {
            body.append(switch (x.choose(6)) {
                case 0 -> "x = " + c + ".receive();\n";
                case 1 -> "x = " + c + ".receiveOr(0);\n";
                case 2 -> "x = " + c + ".tryReceive();\n";
                case 3 -> "x = " + c + ".tryReceive(LONG);\n";
                case 4 -> ordered
                        ? "cell[number(0, 1)] = channel(c, 2).receive();\nx = cell[0];\n"
                        : "cell[0] = c.receive();\nx = cell[0];\n";
                default -> ordered
                        ? "m.put(number(13, 1), channel(c, 2).receive());\nx = m.get(13);\norder = 1;\n"
                        : "m.put(13, c.receive());\nx = m.get(13);\n";
            });
            if (ordered) {
                body.append("order = 0;\n");
            }
            return body.append("transferred();\n").toString();
        }
        boolean reaimed = x.maybe();
        body.append(reaimed ? "ReceiveCase<Integer> r = receive(nil);\n" : "ReceiveCase<Integer> r;\n");
        Others others = new Others(x, ordered, 2);
        String taken = switch (x.choose(ordered ? 3 : 4)) {
            case 0 -> "x = r.value();\n";
            case 1 ->
                ordered ? "cell[number(0, 100)] = r.value();\nx = cell[0];\n" : "cell[0] = r.value();\nx = cell[0];\n";
            case 2 -> ordered
                    ? "m.put(number(13, 100), r.value());\nx = m.get(13);\n"
                    : "m.put(13, r.value());\nx = m.get(13);\n";
            default -> "Object o = r.value();\nx = (Integer) o;\n";
        };
        body.append(
                chosen(x, others, reaimed && !ordered, reaimed ? "r.channel(" + c + ")" : "r = receive(" + c + ")", "r",
                        "if (!r.ok()) {\n    never();\n}\n" + taken));
        if (ordered) {
            body.append(taken.contains("100") ? "evaluated(100);\n" : "evaluated(" + others.lastPlace(1) + ");\n");
        }
        return body.append("transferred();\n").toString();
    }

    /** Sends n in some way, and receives it plainly into x. */
    private static String send(Choices x, boolean ordered) {
        String c = ordered ? "channel(c, 1)" : "c";
        String n = ordered ? "number(n, 2)" : "n";
        StringBuilder body = new StringBuilder();
        if (x.maybe()) {
            body.append(switch (x.choose(3)) {
                case 0 -> c + ".send(" + n + ");\n";
                case 1 -> "if (!" + c + ".trySend(" + n + ")) {\n    never();\n}\n";
                default -> "if (!" + c + ".trySend(" + n + ", LONG)) {\n    never();\n}\n";
            });
            body.append(ordered ? "evaluated(2);\n" : "");
        } else {
            boolean reaimed = x.maybe();
            body.append(reaimed ? "SendCase<Integer> s = send(nil, 0);\n" : "SendCase<Integer> s;\n");
            Others others = new Others(x, ordered, 3);
            String aimed = reaimed ? "s.channel(" + c + ").value(" + n + ")" : "s = send(" + c + ", " + n + ")";
            body.append(chosen(x, others, reaimed && !ordered, aimed, "s", ""));
            body.append(ordered ? "evaluated(" + others.lastPlace(2) + ");\n" : "");
        }
        return body.append("x = c.receive();\ntransferred();\n").toString();
    }

    /** Selects among cases that are never ready. */
    private static String nonBlocking(Choices x) {
        StringBuilder body = new StringBuilder();
        List<String> cases = new ArrayList<>();
        String[][] kinds = {
            {"SendCase<Integer>", "send(dummy, 1)"}, {"SendCase<Integer>", "send(nil, 1)"},
            {"ReceiveCase<Integer>", "receive(dummy)"}, {"ReceiveCase<Integer>", "receive(nil)"},
            {"ReceiveCase<Integer>", "null"},
        };
        List<String> notNull = new ArrayList<>();
        for (String[] kind : kinds) {
            if (x.maybe()) {
                String name = "case" + cases.size();
                body.append("%s %s = %s;\n".formatted(kind[0], name, kind[1]));
                cases.add(name);
                if (!kind[1].equals("null")) {
                    notNull.add(name);
                }
            }
        }
        String all = String.join(", ", cases);
        body.append("x = n;\n");
        switch (x.choose(3)) {
            case 0 -> body.append("if (trySelect(" + all + ") != -1) {\n    never();\n}\n");
            case 1 -> body.append("if (select(" + join("NONE", all) + ") != -1) {\n    never();\n}\n");
            default -> body.append(
                    "switch (trySelect(" + all + ")) {\n    case 0, 1, 2, 3, 4 -> never();\n    default -> {}\n}\n");
        }
        return body.append("notChosen(").append(String.join(", ", notNull)).append(");\ntransferred();\n").toString();
    }

    /**
     * A select in which the given case, the first or the last, is chosen: by a switch over its index, or by asking the
     * case.
     */
    private static String chosen(Choices x, Others others, boolean last, String aimed, String name, String action) {
        String all = last ? join(others.cases(), aimed) : join(aimed, others.cases());
        String call = switch (x.choose(4)) {
            case 0 -> "select(" + all + ")";
            case 1 -> "trySelect(" + all + ")";
            case 2 -> "select(" + join("NONE", all) + ")";
            default -> "select(" + join("LONG", all) + ")";
        };
        if (x.maybe()) {
            int index = last ? others.count() : 0;
            return "switch (" + call + ") {\n    case " + index + " -> {\n" + action.indent(8)
                    + "    }\n    default -> never();\n}\n";
        }
        return call + ";\nif (" + name + ".chosen()) {\n" + action.indent(4) + "} else {\n    never();\n}\n";
    }

    private static String join(String a, String b) {
        return a.isEmpty() || b.isEmpty() ? a + b : a + ", " + b;
    }

    /** Cases beside the chosen one: a send and a receive on an idle channel, and on no channel. */
    private static final class Others {
        private final boolean ordered;
        private final List<String> cases = new ArrayList<>();
        private int place;

        Others(Choices x, boolean ordered, int firstPlace) {
            this.ordered = ordered;
            this.place = firstPlace;
            add(x.maybe(), "send", "dummy");
            add(x.maybe(), "receive", "dummy");
            add(x.maybe(), "send", "nil");
            add(x.maybe(), "receive", "nil");
        }

        private void add(boolean wanted, String operation, String channel) {
            if (!wanted) {
                return;
            }
            String target = ordered ? "channel(" + channel + ", " + place++ + ")" : channel;
            if (operation.equals("receive")) {
                cases.add("receive(" + target + ")");
            } else {
                cases.add("send(" + target + ", " + (ordered ? "number(1, " + place++ + ")" : "1") + ")");
            }
        }

        String cases() {
            return String.join(", ", cases);
        }

        int count() {
            return cases.size();
        }

        /** The position of the last operand to be evaluated, if the chosen case's own is the given one. */
        int lastPlace(int own) {
            return cases.isEmpty() ? own : place - 1;
        }
    }
}
