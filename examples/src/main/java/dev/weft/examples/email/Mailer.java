package dev.weft.examples.email;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** The client: sends one e-mail at a time, over a connection of its own. Any number of threads may use it at once. */
final class Mailer {
    private static final String FROM = "weft@example.org";

    private final Session session;

    Mailer(String host, int port) {
        Properties p = new Properties();
        p.setProperty("mail.smtp.host", host);
        p.setProperty("mail.smtp.port", Integer.toString(port));
        p.setProperty("mail.smtp.localhost", "localhost"); // its own name; otherwise it asks the network
        p.setProperty("mail.from", FROM);
        p.setProperty("mail.smtp.connectiontimeout", "30000");
        p.setProperty("mail.smtp.timeout", "30000");
        session = Session.getInstance(p);
    }

    /** Returns when the server has accepted the e-mail. */
    void send(Mail mail) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(FROM);
        message.setRecipients(Message.RecipientType.TO, mail.to());
        message.setSubject(mail.subject());
        message.setText(mail.text());
        Transport.send(message);
    }
}
