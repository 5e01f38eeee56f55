package mailroom.camel.delivery;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * A folder of this machine. What is handed over is written under a hidden name, forced to disk and renamed to
 * {@code <sha256>.eml}, or to the name of its payload, so that a reader never sees half of it and a repeated attempt
 * leaves one file.
 */
record FolderDestination(String endpointUri) implements Destination {

    private static final Pattern FORM = Pattern.compile("file:(//)?(/[^?#*${}]*)");
    private static final String OPTIONS = "?tempFileName=RAW(.${file:name}.${exchangeId})&fileExist=Override"
            + "&eagerDeleteTargetFile=false&forceWrites=true&allowNullBody=false";

    static Optional<Destination> parse(String uri) {
        var form = FORM.matcher(uri);
        return form.matches()
                ? Optional.of(new FolderDestination("file:" + form.group(2) + OPTIONS))
                : Optional.empty();
    }

    @Override
    public void write(RoutedMail mail, Message message) {
        message.setBody(mail.bytes());
        message.setHeader(Exchange.FILE_NAME, mail.payload().fileName());
    }
}
