package mailroom.doors;

/** How the application, which knows no class of this library, asks for the counts: {@code mailroom:type=Logins}. */
public interface LoginsMXBean {

    /** Logins that failed since the server started. */
    long getFailed();

    /** Logins that were refused unseen since the server started, since too many had failed. */
    long getRefused();

    /** One failed login of this user from this client was none. */
    void forgive(String client, String user);
}
