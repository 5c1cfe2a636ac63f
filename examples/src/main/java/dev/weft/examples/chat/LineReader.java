package dev.weft.examples.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Reads lines of a bounded length, so that an endless line cannot fill the memory. */
final class LineReader {
    static final int LONGEST = 4096;

    private final Reader in;

    LineReader(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** Returns the next line; null if there is none. */
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c; (c = in.read()) != '\n';) {
            if (c < 0) {
                return line.isEmpty() ? null : line.toString();
            }
            if (line.length() == LONGEST) {
                throw new IOException("a line of more than " + LONGEST + " characters");
            }
            line.append((char) c);
        }
        return line.toString();
    }
}
