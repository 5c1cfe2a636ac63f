package dev.weft.examples.email;

/** An e-mail to send. Its subject identifies it: no other has the same. */
record Mail(String to, String subject, String text) {}
