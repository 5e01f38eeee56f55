package mailroom.parse.charset;

/** An encoding turns bytes into characters and never fails: what means nothing becomes U+FFFD. */
public interface Encoding {

    char REPLACEMENT = '\ufffd';

    String decode(byte[] bytes);

    /** Whether a mail that uses it may use it without saying so: it gives bytes a meaning that are neither ASCII nor UTF-8. */
    default boolean explainsBytes() {
        return true;
    }

    /** Whether a character may begin in one encoded word and end in the next. */
    default boolean goesOnInTheNextWord() {
        return true;
    }
}
