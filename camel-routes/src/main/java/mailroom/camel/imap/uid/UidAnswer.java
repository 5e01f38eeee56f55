package mailroom.camel.imap.uid;

/** What a server's answer to a search for UIDs says. */
public enum UidAnswer {
    /** It named some. */
    SOME,
    /** It said in so many words that there are none: a count of 0, or a bare SEARCH. */
    NONE,
    /** It proves nothing: no answer at all, or one without a result. */
    NOTHING
}
