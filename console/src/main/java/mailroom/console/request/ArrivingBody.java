package mailroom.console.request;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import mailroom.console.problem.Problem;
import mailroom.console.problem.ProblemMapper;

/** A request's body as it comes over the network: one that breaks off or stands still is the client's fault, not ours. */
final class ArrivingBody extends FilterInputStream {

    ArrivingBody(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private static RuntimeException refused(IOException e) {
        return e instanceof SocketTimeoutException
                ? Problem.of(408, ProblemMapper.sentence(408)).thrown()
                : Problem.of(400, "the request's body did not come whole").thrown();
    }
}
