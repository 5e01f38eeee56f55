package mailroom.doors;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Where a request comes from; behind a trusted proxy the server has put the client's address in the proxy's place. */
final class Client {

    private static final List<String> FORWARDED = List.of("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via");
    private static final int NETWORK_BYTES = 8;

    private Client() {}

    /** Of a network of IPv6, of which one client has as many addresses as it likes, the first 64 bits. */
    static String of(String address) {
        try {
            InetAddress read = numeric(address);
            byte[] bytes = read.getAddress();
            if (read.isLoopbackAddress() || bytes.length <= NETWORK_BYTES) {
                return read.getHostAddress();
            }
            Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException unreadable) {
            return address;
        }
    }

    static String of(HttpServletRequest request) {
        return of(String.valueOf(request.getRemoteAddr()));
    }

    /** Whether it is from this machine and nobody has handed it on: a proxy on this machine hands on what comes from anywhere. */
    static boolean isThisMachine(HttpServletRequest request) {
        try {
            return FORWARDED.stream().allMatch(name -> request.getHeader(name) == null)
                    && numeric(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException unreadable) {
            return false;
        }
    }

    /** No name is ever looked up. */
    private static InetAddress numeric(String address) throws UnknownHostException {
        if (address == null || !address.matches("[0-9a-fA-F.:]+(%.*)?")) {
            throw new UnknownHostException("not an address");
        }
        return InetAddress.getByName(address);
    }
}
