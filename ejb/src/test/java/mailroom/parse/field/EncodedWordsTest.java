package mailroom.parse.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import mailroom.parse.charset.RawText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            =?utf-8?Q?Gr=C3=BC=C3=9Fe?= aus Berlin       | Grüße aus Berlin
            =?utf-8?B?R3LDvMOfZQ?=                        | Grüße
            =?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=                | Grüße
            =?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=      | Grüße
            =?utf-8?B?R3LD?=  =?UTF-8?B?vMOfZQ==?=        | Grüße
            =?utf-8?B?R3L?= =?utf-8?B?DvMOfZQ==?=         | Grüße
            =?utf-8?B?R3LDv?= =?utf-8?B?MOfZQ==?=         | Grüße
            =?utf-8?B?R3LDvM?= =?utf-8?B?OfZQ==?=         | Grüße
            =?utf-8?B?YQ?= =?utf-8?B?YmM?=                | abc
            =?utf-8?B?YQ?= =?utf-8?B?Yg==?=               | ab
            =?utf-8?B?YWI?= =?utf-8?Q?c?=                 | abc
            =?utf-8?Q?a?= =?iso-8859-1?Q?=FC?=            | aü
            =?utf-8?Q?a_b?= c =?utf-8?Q?d?=               | a b c d
            =?utf-8?Q?Gr=FC=DFe?=                         | Grüße
            =?utf-8?Q?Caf=E9?=                            | Café
            =?utf-8?Q?Stra=DF?=                           | Straß
            =?utf-8?Q?Gr=C3=BC=C3?=                       | Grü�
            =?utf-8?Q?Caf=C3?=                            | Caf�
            =?us-ascii?Q?Gr=C3=BC=C3=9Fe?=                | Grüße
            =?ascii?Q?Gr=FC=DFe?=                         | Grüße
            =?"koi8-r"?B?8NLJ18XU?=                       | Привет
            =?koi8r?B?8NLJ18XU?=                          | Привет
            =?charset=koi8-r?B?8NLJ18XU?=                 | Привет
            =?x-windows-1251?B?z/Do4uXy?=                 | Привет
            =?win-1251?B?z/Do4uXy?=                       | Привет
            =?windows-1251 ?B?z/Do4uXy?=                  | Привет
            =?iso_8859_5?B?v+DY0tXi?=                     | Привет
            =?iso 8859-5?B?v+DY0tXi?=                     | Привет
            =?x-cp866?B?j+CooqXi?=                        | Привет
            =?mac-cyrillic?B?j/Do4uXy?=                   | Привет
            =?cp-850?B?R3KB4WU=?=                         | Grüße
            =?x-mac-ce?B?UN6SbGnk?=                       | Příliš
            =?sjis-win?B?g1yVXA==?=                       | ソ表
            =?ks-c-5601?B?x9Gx2w==?=                      | 한글
            =?gb-2312?B?1tDOxA==?=                        | 中文
            =?big-5?B?rbu05A==?=                          | 香港
            =?default?B?w7w=?=                            | ü
            =?utf-8?Q?Was_ist_das?=20Neue_Frage?=         | Was ist das? Neue Frage
            =?utf-8?Q?Was??=20Neu?=20Ja?= x               | Was?? Neu? Ja x
            =?utf-8?Q?a?=20 b                             | a20 b
            =?utf-8?Q?a?=DE=?utf-8?Q?b?=                  | aDEb
            =?iso-2022-jp?B?GyRCRnxLXDhs?= =?iso-2022-jp?B?JE43b0w+GyhC?= | 日本語の件名
            =?hz-gb-2312?Q?~{VPND?= =?hz-gb-2312?Q?VPND~}?= | 中文中文
            a=?utf-8?Q?b?=c                               | abc
            =?x-unknown?Q?Gr=C3=BC=C3=9Fe?=               | Grüße
            =?unknown-8bit?Q?Gr=FC=DFe?=                  | Grüße
            =?utf-8?Q?raw blanks and ü?=                  | raw blanks and ü
            =?utf-8?Q?100=?=                              | 100=
            =?utf-8?Q?=zz?=                               | =zz
            =?utf-8?X?abc?=                               | =?utf-8?X?abc?=
            =?utf-8?Q?no end                              | =?utf-8?Q?no end
            =?                                            | =?
            =?iso-2022-jp?B?GyRCN29MPhsoQg==?=            | 件名
            =?utf-7?Q?+AMQ?= =?utf-7?Q?bc?=               | Äbc
            """)
    void readsWordsAsMailProgramsDo(String text, String expected) {
        assertThat(EncodedWords.decode(text, RawText.LAST_RESORT)).isEqualTo(expected);
    }

    @Test
    void readsBase64ThatWasCutAnywhere() {
        Random random = new Random(2047);
        for (int run = 0; run < 2_000; run++) {
            String subject = "Übergrößenträger für Ärzte und Öfen " + "äöüß€".repeat(random.nextInt(20)) + run;
            String encoded = Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8));
            StringBuilder words = new StringBuilder();
            int cut = 1 + random.nextInt(encoded.length() - 4);
            for (String part : List.of(encoded.substring(0, cut), encoded.substring(cut))) {
                words.append(words.isEmpty() ? "" : "\r\n ").append("=?UTF-8?B?" + part + "?=");
            }
            boolean known = encoded.endsWith("=") || cut % 4 == 0 || cut % 4 == 1;
            if (known) {
                assertThat(EncodedWords.decode(words.toString(), RawText.LAST_RESORT))
                        .isEqualTo(subject);
            }
        }
    }

    @Test
    @Timeout(10)
    void readsThousandsOfWordsThatAreCutInTimeThatGrowsWithThem() {
        String words = "=?utf-8?B?YWJjZ?= ".repeat(50_000);
        assertThat(EncodedWords.decode(words, RawText.LAST_RESORT)).startsWith("abc");
    }
}
