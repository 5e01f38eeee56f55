package mailroom.parse.field;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of day.
 *
 * @param rest what stands right behind it, such as a zone
 */
record ClockTime(LocalTime time, String rest) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2}))?(?:[.,]\\d{1,9})?(.*)");

    static ClockTime read(String word) {
        Matcher form = FORM.matcher(word);
        if (!form.matches()) {
            throw new DateTimeException("its time is not hours, minutes and seconds");
        }
        int second = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
        try {
            // a leap second is the last one of its minute
            int counted = second == 60 ? 59 : second;
            LocalTime time = LocalTime.of(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), counted);
            return new ClockTime(time, form.group(4));
        } catch (DateTimeException none) {
            throw new DateTimeException("no day has its time");
        }
    }

    /** @throws DateTimeException if a clock of twelve hours has no such time */
    static LocalTime half(LocalTime time, boolean afternoon) {
        if (time.getHour() < 1 || time.getHour() > 12) {
            throw new DateTimeException("no half of a day has its time");
        }
        return time.withHour(time.getHour() % 12 + (afternoon ? 12 : 0));
    }
}
