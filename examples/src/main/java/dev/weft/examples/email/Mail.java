package dev.weft.examples.email;

/** An e-mail to send. Its subject says which one it is: no other has the same. */
record Mail(String to, String subject, String text) {}
