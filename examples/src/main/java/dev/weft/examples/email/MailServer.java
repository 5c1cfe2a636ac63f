package dev.weft.examples.email;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.ServerSetup;
import dev.weft.Go;
import jakarta.mail.MessagingException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real SMTP server, GreenMail, in this process, on a free port of the loopback interface. It keeps the mail that it
 * receives in memory.
 *
 * <p>It has a thread for every connection, and greets after a pause, as many servers do (against spam), and as a server
 * on another machine always seems to do. Without the pause there would be nothing to wait for.
 */
final class MailServer implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    private final Managers managers = new Managers();
    private final SmtpServer server;

    private MailServer(Duration pause) {
        server = new SmtpServer(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP), managers) {
            @Override
            protected ProtocolHandler createProtocolHandler(Socket client) {
                return new SmtpHandler(new SmtpCommandRegistry(), managers.getSmtpManager(), client) {
                    @Override
                    protected void sendGreetings() {
                        Go.unchecked(() -> Go.sleep(pause));
                        super.sendGreetings();
                    }
                };
            }
        };
    }

    /** Starts a server, which is listening when this returns. */
    static MailServer start(Duration pause) throws InterruptedException {
        MailServer s = new MailServer(pause);
        s.server.startService();
        if (!s.server.waitTillRunning(30_000)) {
            s.close();
            throw new IllegalStateException("the SMTP server does not start");
        }
        return s;
    }

    int port() {
        return server.getPort();
    }

    /** Returns the subjects of all e-mails that it has received, one for each. */
    List<String> subjects() throws MessagingException {
        List<String> subjects = new ArrayList<>();
        for (StoredMessage message : managers.getImapHostManager().getAllMessages()) {
            subjects.add(message.getMimeMessage().getSubject());
        }
        return subjects;
    }

    @Override
    public void close() {
        server.stopService(30_000);
    }
}
