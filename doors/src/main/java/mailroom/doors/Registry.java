package mailroom.doors;

import com.ibm.websphere.security.EntryNotFoundException;
import com.ibm.websphere.security.PasswordCheckFailedException;
import com.ibm.websphere.security.UserRegistry;
import com.ibm.websphere.security.WSSecurityException;
import com.ibm.wsspi.security.registry.RegistryHelper;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The server's user registry, whichever is configured; asked directly it logs nothing. */
final class Registry {

    private static final System.Logger LOG = System.getLogger(Registry.class.getName());

    private Registry() {}

    private static UserRegistry found() throws WSSecurityException {
        return RegistryHelper.getUserRegistry(null);
    }

    /** The user's name in the registry and the groups; empty if name or password is wrong, or the registry does not answer. */
    static Optional<List<String>> names(BasicLogin login) {
        try {
            UserRegistry registry = found();
            String name = registry.checkPassword(login.user(), login.password());
            List<String> names = new ArrayList<>(registry.getGroupsForUser(name));
            names.add(name);
            return Optional.of(names);
        } catch (PasswordCheckFailedException | EntryNotFoundException wrong) {
            return Optional.empty();
        } catch (WSSecurityException | RemoteException e) {
            LOG.log(System.Logger.Level.WARNING, "the user registry does not answer", e);
            return Optional.empty();
        }
    }
}
