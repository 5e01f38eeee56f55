package mailroom.batch.archiving;

import mailroom.archive.SegmentLocation;
import mailroom.mail.MailId;

/** A mail whose bytes are durable and of which nothing else is known yet. */
record ReceivedMail(long row, MailId id, SegmentLocation at) {}
