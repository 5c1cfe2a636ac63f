package dev.weft;

import static dev.weft.context.Context.background;

import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The rules of Reactive Streams for {@link Channels#publisher}; {@link PublisherTckTest} runs them. */
public class PublisherTck extends FlowPublisherVerification<Long> {
    /** How long to wait for a signal that must come, and for one that must not, in milliseconds. */
    private static final int COMES = 20_000;
    private static final int DOES_NOT_COME = 20;

    public PublisherTck() {
        super(new TestEnvironment(COMES, DOES_NOT_COME));
    }

    @Override
    public Flow.Publisher<Long> createFlowPublisher(long elements) {
        return Channels.publisher(Channels.from(background(), LongStream.range(0, elements).boxed()));
    }

    // These three sleep as long as a signal may take, no matter when it comes. ChannelsTest covers what they test.

    @Override
    public void required_spec309_requestZeroMustSignalIllegalArgumentException() {}

    @Override
    public void required_spec309_requestNegativeNumberMustSignalIllegalArgumentException() {}

    @Override
    public void optional_spec309_requestNegativeNumberMaySignalIllegalArgumentExceptionWithSpecificMessage() {}

    /** A channel does not fail. */
    @Override
    public Flow.Publisher<Long> createFailedFlowPublisher() {
        return null;
    }
}
