package mailroom.routing.sieve;

import java.util.ArrayList;
import java.util.List;
import mailroom.parse.Header;
import mailroom.routing.sieve.RoutingAction.FileInto;
import mailroom.routing.sieve.RoutingAction.Pipe;
import mailroom.routing.sieve.RoutingAction.Redirect;
import org.apache.jsieve.SieveContext;
import org.apache.jsieve.mail.Action;
import org.apache.jsieve.mail.ActionFileInto;
import org.apache.jsieve.mail.ActionRedirect;
import org.apache.jsieve.mail.MailAdapter;
import org.apache.jsieve.mail.SieveMailException;

/** A mail as a script sees it: decoded fields and a size. It collects what the script wants done. */
final class SieveMail implements MailAdapter {

    private static final int ACTIONS_MOST = 32;
    private static final int REDIRECTS_MOST = 5;

    private final Header header;
    private final long size;
    private final List<Action> actions = new ArrayList<>();

    SieveMail(Header header, long size) {
        this.header = header;
        this.size = size;
    }

    @Override
    public List<String> getHeader(String name) {
        return header.texts(name);
    }

    @Override
    public List<String> getMatchingHeader(String name) {
        return getHeader(name);
    }

    @Override
    public List<String> getHeaderNames() {
        return header.names();
    }

    @Override
    public Address[] parseAddresses(String name) {
        return header.addresses(name).stream()
                .filter(address -> !address.spec().isEmpty())
                .map(address -> new Part(address.local(), address.domain()))
                .toArray(Address[]::new);
    }

    private record Part(String localPart, String domain) implements Address {

        @Override
        public String getLocalPart() {
            return localPart;
        }

        @Override
        public String getDomain() {
            return domain;
        }
    }

    @Override
    public int getSize() {
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    @Override
    public List<Action> getActions() {
        return actions;
    }

    @Override
    public void addAction(Action action) {
        actions.add(action);
        long redirects =
                actions.stream().filter(ActionRedirect.class::isInstance).count();
        if (actions.size() > ACTIONS_MOST || redirects > REDIRECTS_MOST) {
            throw new IllegalStateException(
                    "more than " + ACTIONS_MOST + " actions or " + REDIRECTS_MOST + " redirects for one mail");
        }
    }

    List<RoutingAction> decided() {
        List<RoutingAction> decided = new ArrayList<>();
        for (Action action : actions) {
            if (action instanceof ActionPipe pipe) {
                decided.add(new Pipe(pipe.destination()));
            } else if (action instanceof ActionFileInto fileInto) {
                decided.add(new FileInto(fileInto.getDestination()));
            } else if (action instanceof ActionRedirect redirect) {
                decided.add(new Redirect(redirect.getAddress()));
            }
        }
        return decided.stream().distinct().toList();
    }

    @Override
    public void setContext(SieveContext context) {
        // nothing here depends on where in the script we are
    }

    @Override
    public void executeActions() {
        // the chunk that asked for the decision writes it
    }

    @Override
    public String getContentType() throws SieveMailException {
        throw noBodyTests();
    }

    @Override
    public boolean isInBodyText(List<String> texts) throws SieveMailException {
        throw noBodyTests();
    }

    @Override
    public boolean isInBodyRaw(List<String> texts) throws SieveMailException {
        throw noBodyTests();
    }

    @Override
    public boolean isInBodyContent(List<String> types, List<String> texts) throws SieveMailException {
        throw noBodyTests();
    }

    private static SieveMailException noBodyTests() {
        return new SieveMailException("tests of the body are not supported");
    }
}
