package mailroom.parse.field;

import static org.assertj.core.api.Assertions.assertThat;

import mailroom.parse.charset.RawText;
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
            =?utf-8?Q?a?= =?iso-8859-1?Q?=FC?=            | aü
            =?utf-8?Q?a_b?= c =?utf-8?Q?d?=               | a b c d
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
}
