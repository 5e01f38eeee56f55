package mailroom.parse.charset;

import java.nio.charset.Charset;
import java.util.Map;

/** Reads an encoding of one byte a character, by the characters of 0x80 to 0xFF. */
record SingleByte(String upperHalf) implements Encoding {

    private static final String C1 = range(0x80, 0x9f);
    private static final Map<String, String> JAVA_NAMES = Map.of(
            "macintosh", "x-MacRoman",
            "x-mac-cyrillic", "x-MacCyrillic",
            "x-mac-ce", "x-MacCentralEurope",
            "windows-874", "x-windows-874",
            "iso-8859-8-i", "ISO-8859-8");
    /** Where Java's table differs from the standard's. */
    private static final Map<String, Map<Integer, Character>> OTHERWISE = Map.of(
            "koi8-u", Map.of(0xae, '\u045e', 0xbe, '\u040e'),
            "windows-1255", Map.of(0xca, '\u05ba'),
            "x-mac-cyrillic", Map.of(0xa2, '\u0490', 0xb6, '\u0491', 0xff, '\u20ac'));
    /** Java lacks these two. */
    private static final String ISO_8859_10 = C1 + "\u00a0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00adŪŊ°ąēģīĩķ·ļđšŧž―ūŋ"
            + "ĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ";

    private static final String ISO_8859_14 = C1 + "\u00a0Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00ad®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡ"
            + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ";

    /** @param name of the standard */
    static SingleByte named(String name) {
        return switch (name) {
            case "iso-8859-10" -> new SingleByte(ISO_8859_10);
            case "iso-8859-14" -> new SingleByte(ISO_8859_14);
            case "x-user-defined" -> new SingleByte(range(0xf780, 0xf7ff));
            default -> ofJava(name);
        };
    }

    private static SingleByte ofJava(String name) {
        Charset charset = Charset.forName(JAVA_NAMES.getOrDefault(name, name));
        Map<Integer, Character> otherwise = OTHERWISE.getOrDefault(name, Map.of());
        StringBuilder upper = new StringBuilder(128);
        for (int code = 0x80; code <= 0xff; code++) {
            char character = new String(new byte[] {(byte) code}, charset).charAt(0);
            boolean control = character == REPLACEMENT && code <= 0x9f;
            upper.append(otherwise.getOrDefault(code, control ? (char) code : character));
        }
        return new SingleByte(upper.toString());
    }

    private static String range(int from, int to) {
        StringBuilder range = new StringBuilder();
        for (int code = from; code <= to; code++) {
            range.append((char) code);
        }
        return range.toString();
    }

    @Override
    public String decode(byte[] bytes) {
        char[] text = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            text[i] = bytes[i] < 0 ? upperHalf.charAt(bytes[i] & 0x7f) : (char) bytes[i];
        }
        return new String(text);
    }
}
