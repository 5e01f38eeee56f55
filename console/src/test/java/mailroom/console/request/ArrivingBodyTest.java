package mailroom.console.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.WebApplicationException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class ArrivingBodyTest {

    @Test
    void aBodyThatBreaksOffIsTheClientsFault() {
        assertThat(statusAfter(new EOFException("connection closed"))).isEqualTo(400);
        assertThat(statusAfter(new IOException("a chunk has no length"))).isEqualTo(400);
    }

    @Test
    void aBodyThatStandsStillIsToldSo() {
        assertThat(statusAfter(new SocketTimeoutException("60 s"))).isEqualTo(408);
    }

    @Test
    void aWholeBodyComesAsItIs() throws IOException {
        assertThat(new ArrivingBody(new ByteArrayInputStream(new byte[] {1, 2})).readAllBytes())
                .containsExactly(1, 2);
    }

    private static int statusAfter(IOException broken) {
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(new byte[10]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }
        });
        return catchThrowableOfType(WebApplicationException.class, () -> RequestBody.bytes(new ArrivingBody(body), 100))
                .getResponse()
                .getStatus();
    }
}
