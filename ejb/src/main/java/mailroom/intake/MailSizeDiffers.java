package mailroom.intake;

import java.io.IOException;

/** A mail has more or fewer bytes than the server announced; it was not taken. */
public class MailSizeDiffers extends IOException {

    private static final long serialVersionUID = 1L;

    MailSizeDiffers(long announced, long written) {
        super("a mail of " + announced + " bytes was announced, " + written + " came");
    }
}
