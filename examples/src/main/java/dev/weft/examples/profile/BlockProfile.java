package dev.weft.examples.profile;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Go's block profile: where a program's goroutines wait, and for how long, from a recording of Java Flight Recorder.
 *
 * <pre>
 * java -XX:StartFlightRecording:filename=app.jfr,+dev.weft.Blocked#threshold=1ms …
 * BlockProfile app.jfr              prints the profile
 * BlockProfile app.jfr profile.svg  draws it, too
 * </pre>
 *
 * <p>Without a recording, it records a program of its own: four workers that spend most of their time waiting for one
 * lock.
 *
 * <p>Output: the places are determined, the times are not.
 */
public final class BlockProfile {
    private static final String EVENT = "dev.weft.Blocked";

    private BlockProfile() {}

    /** The waits of a recording, by reason and place, the longest first. */
    static List<Place> read(Path recording) throws IOException {
        Map<String, Place> places = new HashMap<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
            if (event.getEventType().getName().equals(EVENT)) {
                Place place = Place.of(event.getString("reason"),
                        Objects.requireNonNullElse(event.getString("place"), "?"), event.getDuration());
                places.merge(place.reason() + place.place(), place, Place::plus);
            }
        }
        return places.values().stream().sorted(Comparator.comparing(Place::total).reversed()).toList();
    }

    private static void print(List<Place> places, PrintStream out) {
        out.println("waits      total    longest  reason               place");
        for (Place p : places) {
            out.printf("%5d  %6d ms  %6d ms  %-19s  %s%n", p.waits(), p.total().toMillis(), p.longest().toMillis(),
                    p.reason(), p.place());
        }
    }

    // A program to profile.

    private static final class Account {
        private final Mutex mu = new Mutex();
        private int balance;

        void deposit(int amount) throws InterruptedException {
            try (var held = mu.hold()) {
                Go.sleep(Duration.ofMillis(2)); // a database, say
                balance += amount;
            }
        }
    }

    private static void work(Channel<Integer> jobs, Account account) throws InterruptedException {
        for (int amount : jobs) {
            account.deposit(amount);
        }
    }

    private static void program() throws InterruptedException {
        Account account = new Account();
        Channel<Integer> jobs = Channel.make();
        WaitGroup workers = new WaitGroup();
        for (int i = 0; i < 4; i++) {
            workers.go(() -> work(jobs, account));
        }
        for (int i = 0; i < 40; i++) {
            jobs.send(i);
        }
        jobs.close();
        workers.await();
    }

    /** Records the program. */
    private static List<Place> profile() throws Exception {
        Path file = Files.createTempFile("block-profile", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(EVENT).withThreshold(Duration.ofMillis(1));
            recording.start();
            Channel.make().tryReceive(Duration.ofNanos(1)); // at the first wait, Flight Recorder sets itself up
            Go.run(BlockProfile::program);
            recording.stop();
            recording.dump(file);
            return read(file);
        } finally {
            Files.delete(file);
        }
    }

    /** Records the program, and prints its profile. */
    public static void run(PrintStream out) throws Exception {
        print(profile(), out);
    }

    public static void main(String[] args) throws Exception {
        List<String> files = List.of(args);
        boolean isGiven = !files.isEmpty() && files.get(0).endsWith(".jfr");
        List<Place> places = isGiven ? read(Path.of(files.get(0))) : profile();
        print(places, System.out);
        for (String picture : files.subList(isGiven ? 1 : 0, files.size())) {
            Files.writeString(Path.of(picture), Chart.of(places));
        }
    }
}
