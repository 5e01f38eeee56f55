package mailroom.batch.archiving;

import mailroom.parse.Metadata;

/** What archive-mail writes for one mail. */
record ParsedMail(long row, Metadata metadata) {}
