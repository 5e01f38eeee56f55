package mailroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import mailroom.parse.field.AddressReader;
import mailroom.parse.structure.Limits;
import org.junit.jupiter.api.Test;

class MailParserOnLimitsTest {

    private static ByteArrayInputStream bytes(String mail) {
        return new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Metadata parse(String mail) throws IOException {
        return MailParser.parse(bytes(mail));
    }

    private static Header header(String mail) throws IOException {
        return Header.read(bytes(mail));
    }

    private static String problem(String mail) throws IOException {
        return parse(mail).problem().orElse("");
    }

    @Test
    void readsAFieldOf256KibibytesAndCutsALongerOne() throws Exception {
        String longest = "Message-ID:" + "i".repeat(Limits.FIELD_BYTES_MAX);
        assertThat(problem(longest + "\n\n")).doesNotContain("is cut at");
        assertThat(problem(longest + "i\n\n")).contains("the field Message-ID is cut at 256 KiB");
        String unread = "X-Long:" + "x".repeat(Limits.FIELD_BYTES_MAX);
        assertThat(problem(unread + "\n\n")).isEmpty();
        assertThat(problem(unread + "x\n\n")).isEqualTo("the field X-Long is cut at 256 KiB");
    }

    @Test
    void keeps50000FieldsAndNotOneMore() throws Exception {
        String most = "X: y\n".repeat(Limits.HEADER_FIELDS_MAX - 1);
        assertThat(header(most + "Last: z\n\n"))
                .returns(true, header -> header.names().contains("last"));
        assertThat(header(most + "Last: z\n\n").problems()).isEmpty();
        Header more = header(most + "X: y\nLast: z\n\n");
        assertThat(more.names()).doesNotContain("last");
        assertThat(more.problems())
                .containsExactly("the header has more than 50000 fields or 4 MiB; fields behind that are left out");
    }

    @Test
    void keepsTenFieldsOfANameThatEverybodyNeedsBehindThose() throws Exception {
        String full = "X: y\n".repeat(Limits.HEADER_FIELDS_MAX);
        assertThat(header(full + "Sender: s@t\n".repeat(10) + "\n").problems()).isEmpty();
        Header more = header(full + "Sender: s@t\n".repeat(11) + "\n");
        assertThat(more.texts("Sender")).hasSize(10);
        assertThat(more.problems()).hasSize(1);
    }

    @Test
    void keepsFourMebibytesOfFieldsAndNothingBehindThem() throws Exception {
        String field = "X:" + "x".repeat(Limits.FIELD_BYTES_MAX);
        int fields = Limits.HEADER_BYTES_MAX / Limits.FIELD_BYTES_MAX;
        String almost = (field + "\n").repeat(fields - 1) + field.substring(0, field.length() - 1) + "\n";
        assertThat(header(almost + "Last: z\n\n").names()).contains("last");
        String full = (field + "\n").repeat(fields);
        assertThat(header(full + "Last: z\n\n").names()).doesNotContain("last");
    }

    private static String nested(int levels) {
        StringBuilder mail = new StringBuilder();
        for (int level = 0; level < levels; level++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(level)
                    .append("\n\n--b")
                    .append(level)
                    .append('\n');
        }
        return mail + "\ntext\n";
    }

    @Test
    void goesFiftyLevelsDownAndNotOneMore() throws Exception {
        assertThat(parse(nested(Limits.NESTING_MAX))).returns(1, Metadata::parts);
        assertThat(problem(nested(Limits.NESTING_MAX))).isEmpty();
        assertThat(problem(nested(Limits.NESTING_MAX + 1)))
                .contains("nested deeper than 50; what is further in is left out");
    }

    private static String parts(int count) {
        return "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n".repeat(count) + "--b--\n";
    }

    @Test
    void keepsTenThousandAddressesAndSaysWhenThereIsOneMore() throws Exception {
        String told = "To: more than 10000 addresses; those behind are left out";
        int most = AddressReader.ADDRESSES_MAX;
        assertThat(problem(recipients(most) + "\n")).doesNotContain(told);
        assertThat(problem(recipients(most + 1) + "\n")).contains(told);
        assertThat(problem(recipients(most - 1) + recipients(1) + "\n")).doesNotContain(told);
        assertThat(problem(recipients(most - 1) + recipients(2) + "\n")).contains(told);
    }

    private static String recipients(int count) {
        return "To: " + "a@b.de,".repeat(count - 1) + "a@b.de\n";
    }

    @Test
    void countsTenThousandPartsAndNotOneMore() throws Exception {
        assertThat(parse(parts(Limits.PARTS_MAX)))
                .returns(Limits.PARTS_MAX, Metadata::parts)
                .returns(true, metadata -> metadata.problem().isEmpty());
        assertThat(parse(parts(Limits.PARTS_MAX + 1))).returns(Limits.PARTS_MAX, Metadata::parts);
        assertThat(problem(parts(Limits.PARTS_MAX + 1))).contains("more than 10000 parts; those behind are left out");
    }

    @Test
    void keepsASubjectOf1000CharactersAndAMessageIdOf4000AndCutsLongerOnes() throws Exception {
        assertThat(parse("Subject: " + "s".repeat(1000) + "\n\n").problem()).isEmpty();
        Metadata cut = parse("Subject: " + "s".repeat(1001) + "\n\n");
        assertThat(cut.subject()).contains("s".repeat(1000));
        assertThat(cut.problem()).contains("Subject: the first 1000 of 1001 characters are kept");
        assertThat(parse("Message-ID: <" + "i".repeat(4000) + ">\n\n").problem())
                .isEmpty();
        Metadata longer = parse("Message-ID: <" + "i".repeat(4001) + ">\n\n");
        assertThat(longer.messageId()).contains("i".repeat(4000));
        assertThat(longer.problem()).contains("Message-ID: the first 4000 of 4001 characters are kept");
    }

    @Test
    void listsReferencesThatTakeFourThousandCharactersWithTheirLineFeedsAndNotOneMore() throws Exception {
        String half = "a".repeat(1999);
        assertThat(parse("References: <" + half + "> <" + half + ">\n\n").references())
                .containsExactly(half, half);
        Metadata longer = parse("References: <" + half + "> <" + half + "b> <c>\n\n");
        assertThat(longer.references()).isEqualTo(List.of(half, "c"));
        assertThat(longer.problem()).contains("References: 2 of 3 are listed");
    }
}
