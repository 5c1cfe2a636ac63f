package dev.weft.benchmarks.peers;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;

/** The queues of java.util.concurrent. The first three are unbuffered, the others have room for some elements. */
public enum QueuePeer implements Peer {
    SYNCHRONOUS {
        @Override
        public <T> Pipe<T> pipe(int capacity) {
            return new QueuePipe<>(new SynchronousQueue<>());
        }
    },
    SYNCHRONOUS_FAIR {
        @Override
        public <T> Pipe<T> pipe(int capacity) {
            return new QueuePipe<>(new SynchronousQueue<>(true));
        }
    },
    LINKED_TRANSFER {
        @Override
        public <T> Pipe<T> pipe(int capacity) {
            return new TransferPipe<>(new LinkedTransferQueue<>());
        }
    },
    ARRAY_BLOCKING {
        @Override
        public <T> Pipe<T> pipe(int capacity) {
            return new QueuePipe<>(new ArrayBlockingQueue<>(capacity));
        }
    },
    LINKED_BLOCKING {
        @Override
        public <T> Pipe<T> pipe(int capacity) {
            return new QueuePipe<>(new LinkedBlockingQueue<>(capacity));
        }
    }
}
