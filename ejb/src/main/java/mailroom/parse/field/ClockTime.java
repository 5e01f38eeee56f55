package mailroom.parse.field;

import java.time.DateTimeException;
import java.time.LocalTime;

/**
 * A time of day.
 *
 * @param rest what stands right behind it, such as a zone
 */
record ClockTime(LocalTime time, String rest) {

    static ClockTime read(String word) {
        int colon = word.indexOf(':');
        int minute = digitsEnd(word, colon + 1);
        boolean counted = minute < word.length() && word.charAt(minute) == ':';
        int second = counted ? digitsEnd(word, minute + 1) : minute;
        if (digitsEnd(word, 0) != colon || minute == colon + 1 || counted && second == minute + 1) {
            throw new DateTimeException("its time is not hours, minutes and seconds");
        }
        boolean fraction = second < word.length() && ".,".indexOf(word.charAt(second)) >= 0;
        int seconds = counted ? number(word, minute + 1, second) : 0;
        try {
            // a leap second is the last one of its minute
            LocalTime time =
                    LocalTime.of(number(word, 0, colon), number(word, colon + 1, minute), seconds == 60 ? 59 : seconds);
            return new ClockTime(time, word.substring(fraction ? digitsEnd(word, second + 1) : second));
        } catch (DateTimeException none) {
            throw new DateTimeException("no day has its time");
        }
    }

    private static int digitsEnd(String word, int from) {
        int end = from;
        while (end < word.length() && word.charAt(end) >= '0' && word.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** More than two digits are no part of a time. */
    private static int number(String word, int from, int to) {
        return to - from > 2 ? Integer.MAX_VALUE : Integer.parseInt(word, from, to, 10);
    }

    /** @throws DateTimeException if a clock of twelve hours has no such time */
    static LocalTime half(LocalTime time, boolean afternoon) {
        if (time.getHour() < 1 || time.getHour() > 12) {
            throw new DateTimeException("no half of a day has its time");
        }
        return time.withHour(time.getHour() % 12 + (afternoon ? 12 : 0));
    }
}
