package mailroom.parse.charset;

/** US-ASCII. Bytes that it lacks are read by what they look like: whoever calls them ASCII did not look at them. */
record Ascii() implements Encoding {

    @Override
    public String decode(byte[] bytes) {
        return RawText.read(bytes, RawText.LAST_RESORT);
    }

    @Override
    public boolean explainsBytes() {
        return false;
    }
}
