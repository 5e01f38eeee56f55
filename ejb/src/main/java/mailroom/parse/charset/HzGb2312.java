package mailroom.parse.charset;

import java.io.ByteArrayOutputStream;

/** Reads HZ (RFC 1843), which is GB 2312 in seven bits, between a tilde with an opening brace and one with a closing brace. */
record HzGb2312() implements Encoding {

    @Override
    public String decode(byte[] bytes) {
        ByteArrayOutputStream gbk = new ByteArrayOutputStream(bytes.length);
        boolean chinese = false;
        for (int at = 0; at < bytes.length; at++) {
            int next = at + 1 < bytes.length ? bytes[at + 1] : 0;
            if (bytes[at] == '~' && (next == '{' || next == '}')) {
                chinese = next == '{';
                at++;
            } else if (bytes[at] == '~' && next == '~' && !chinese) {
                gbk.write('~');
                at++;
            } else {
                gbk.write(chinese && bytes[at] > ' ' ? bytes[at] | 0x80 : bytes[at]);
            }
        }
        return EncodingLabels.find("gbk").orElseThrow().decode(gbk.toByteArray());
    }
}
