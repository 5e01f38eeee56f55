package mailroom.notification;

import java.io.IOException;
import java.io.InputStream;
import mailroom.spool.Content;
import org.apache.james.mime4j.dom.BinaryBody;
import org.apache.james.mime4j.dom.SingleBody;

/** An attachment's bytes as a body that is read each time it is written. */
final class AttachedBody extends BinaryBody {

    private final Content content;

    AttachedBody(Content content) {
        this.content = content;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return content.open();
    }

    @Override
    public long size() {
        return content.size();
    }

    @Override
    public SingleBody copy() {
        return new AttachedBody(content);
    }
}
