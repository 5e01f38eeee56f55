package mailroom.parse.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mailroom.parse.charset.RawText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Jörg Müller <o@shop.example.org>            | Jörg Müller <o@shop.example.org>
            山田太郎 <taro@例え.jp>, Ω <o@x.org>          | 山田太郎 <taro@例え.jp> / Ω <o@x.org>
            jörg@exämple.org                            | jörg@exämple.org
            joe@x.org                                   | joe@x.org
            joe@x.org (Joe Doe)                         | Joe Doe <joe@x.org>
            "Doe, Joe" <joe@x.org>                      | Doe, Joe <joe@x.org>
            "say \\"hi\\"" <joe@x.org>                  | say "hi" <joe@x.org>
            Team: a@x.org, B <b@x.org>; c@x.org         | a@x.org / B <b@x.org> / c@x.org
            undisclosed-recipients:;                    | ``
            A: b@x.org;, C: d@x.org;                    | b@x.org / d@x.org
            a@x.org; b@x.org                            | a@x.org / b@x.org
            Joe joe@x.org                               | Joe <joe@x.org>
            joe @ x . org                               | joe@x.org
            Joe <joe@x.org                              | Joe <joe@x.org>
            A <a@x.org, B <b@x.org>                     | A <a@x.org> / B <b@x.org>
            A <a@x.org> B <b@x.org>                     | A <a@x.org> / B <b@x.org>
            A <a@x.org> trailing words, b@x.org         | A <a@x.org> / b@x.org
            <<joe@x.org>>                               | joe@x.org
            <@a.org,@b.org:joe@x.org>                   | joe@x.org
            Joe <joe(at home)@x.org>                    | Joe <joe@x.org>
            "joe doe"@x.org                             | "joe doe"@x.org
            <joe doe@x.org>                             | "joe doe"@x.org
            <"a@b"@x.org>                               | "a@b"@x.org
            joe..doe.@x.org                             | joe..doe.@x.org
            joe@[IPv6:::1]                              | joe@[IPv6:::1]
            <mailto:joe@x.org>                          | joe@x.org
            =?utf-8?Q?M=C3=BCller,_J?= <j@x.org>        | Müller, J <j@x.org>
            =?utf-8?Q?a?= =?utf-8?Q?b?= <j@x.org>       | ab <j@x.org>
            "=?utf-8?Q?J=C3=B6rg?=" <j@x.org>           | Jörg <j@x.org>
            =?utf-8?Q?evil=40y.org?= <j@x.org>          | evil@y.org <j@x.org>
            <=?utf-8?Q?evil=40y.org?=>                  | =?utf-8?Q?evil=40y.org?=
            evil@y.org <j@x.org>                        | evil@y.org <j@x.org>
            Mail Delivery System <>                     | Mail Delivery System
            <>                                          | ``
            root                                        | root
            Joe Doe                                     | Joe Doe
            Joe (unclosed <joe@x.org>                   | Joe (unclosed <joe@x.org>
            "unclosed <joe@x.org>                       | unclosed <joe@x.org>
            'joe@x.org'                                 | joe@x.org
            Joe <'joe@x.org'>                           | Joe <joe@x.org>
            Joe [joe@x.org]                             | Joe <joe@x.org>
            o'hara@x.org                                | o'hara@x.org
            "joe@x.org"                                 | joe@x.org
            Joe <"joe@x.org">                           | Joe <joe@x.org>
            a@x.org b@y.org                             | a@x.org / b@y.org
            Ann a@x.org Bob b@y.org c@z.org             | Ann <a@x.org> / Bob <b@y.org> / c@z.org
            a @ x.org b @ y . org                       | a@x.org / b@y.org
            Joe <Sales> <joe@x.org>                     | Joe <Sales> <joe@x.org>
            Joe <Sales> Doe <joe@x.org>, b@x.org        | Joe <Sales> Doe <joe@x.org> / b@x.org
            <a> <b@x.org>                               | a / b@x.org
            joe@x.org (Joe \\(J\\) Doe)             | Joe (J) Doe <joe@x.org>
            <undisclosed-recipients:;>                  | ``
            Joe <SMTP:joe@x.org>                        | Joe <joe@x.org>
            =?iso-8859-1?Q?M=FCller, J?= <j@x.org>      | Müller, J <j@x.org>
            =?utf-8?Q?a <evil@y.org>, ?= <j@x.org>      | =?utf-8?Q?a <evil@y.org> / ?= <j@x.org>
            ,, ,;                                       | ``
            """)
    void readsAddressesAsLenientMailProgramsDo(String text, String expected) {
        List<String> shown =
                read(text).stream().map(address -> address.shown(1_000)).toList();
        assertThat(String.join(" / ", shown)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "joe@x.org\u00a0",
                "Joe\u00a0joe@x.org",
                "\u3000joe@x.org",
                "<\u200bjoe@x.org\u200b>",
                "Joe <joe@x.org\u00a0>",
                "<\u202djoe@x.org\u202c>"
            })
    void nothingThatNobodySeesBelongsToAnAddress(String text) {
        assertThat(read(text)).extracting(MailAddress::spec).containsExactly("joe@x.org");
    }

    @Test
    void keepsLocalPartAndDomainApartForRules() {
        assertThat(read("\"a b\"@x.org, <c@d@e.org>"))
                .containsExactly(new MailAddress("", "a b", "x.org"), new MailAddress("", "c@d", "e.org"));
    }

    /** Names in any letters, comments, groups, folds: the addresses come back as they were put in. */
    @Test
    void findsRandomAddressesAmongNamesGroupsAndComments() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<String> specs = new ArrayList<>();
            StringBuilder field = new StringBuilder();
            boolean inGroup = false;
            for (int i = 0; i < 1 + random.nextInt(8); i++) {
                if (!inGroup && random.nextInt(5) == 0) {
                    field.append(name(random)).append(": ");
                    inGroup = true;
                }
                String spec = "u" + random.nextInt(100) + ".ö".repeat(random.nextInt(2)) + "@shop" + random.nextInt(9)
                        + ".example.org";
                specs.add(spec);
                field.append(random.nextBoolean() ? spec : name(random) + " <" + spec + ">")
                        .append(random.nextInt(4) == 0 ? " (Kommentar, (mit) <klammer@x>)" : "");
                boolean ends = inGroup && random.nextInt(3) == 0;
                field.append(ends ? ";" : "").append(random.nextBoolean() ? ", " : ",\t ");
                inGroup &= !ends;
            }
            byte[] bytes = field.toString().getBytes(StandardCharsets.UTF_8);
            String raw = new HeaderField("To", bytes, false).raw(RawText.LAST_RESORT);
            assertThat(read(raw))
                    .as("seed %d: %s", seed, field)
                    .extracting(MailAddress::spec)
                    .isEqualTo(specs);
        }
    }

    private static String name(Random random) {
        String[] names = {
            "Jörg Müller", "\"Müller, Jörg\"", "Ελένη", "山田 太郎", "=?utf-8?b?w5w=?=", "O'Hara", "\"a\\\"b<c>\"", "J. R."
        };
        return names[random.nextInt(names.length)];
    }

    private static List<MailAddress> read(String text) {
        return AddressReader.read(text, RawText.LAST_RESORT);
    }
}
