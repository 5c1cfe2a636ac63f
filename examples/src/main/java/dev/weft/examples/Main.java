package dev.weft.examples;

/** Runs the examples: all of them, or those named. */
public final class Main {

    private Main() {
    }

    public static void main(String[] args) {
        System.out.println("no examples yet");
    }
}
