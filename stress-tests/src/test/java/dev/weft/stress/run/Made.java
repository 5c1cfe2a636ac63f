package dev.weft.stress.run;

import java.util.List;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.AffinityMode;
import org.openjdk.jcstress.os.NodeType;
import org.openjdk.jcstress.os.SchedulingClass;

/** Results of jcstress, made by hand. */
final class Made {
    /** A test that allows (1, 1), and (0, 1) as an interesting outcome. */
    static final String TEST = Tests.ROOT + "channel.BufferedSend";

    private Made() {}

    /** A result of that test in one JVM. */
    static TestResult result(String state, long count) throws Exception {
        Options options = new Options(new String[0]);
        options.parse();
        TestResult result = new TestResult(Status.NORMAL);
        result.setConfig(new TestConfig(options, TestList.getInfo(TEST), 0, List.of(), 0,
                new SchedulingClass(AffinityMode.NONE, 2, NodeType.PACKAGE)));
        result.addState(state, count);
        return result;
    }
}
