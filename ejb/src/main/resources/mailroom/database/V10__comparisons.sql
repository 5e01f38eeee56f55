-- One row for one cause: how often it happened, and when last.
alter table incident add column occurrences int not null default 1;
alter table incident add column last_at bigint not null default 0;
update incident set last_at = happened_at;
create index incident_by_cause on incident (kind, mailbox, last_at);

-- confirmed: 1 where the same bytes came twice by different ways of asking; announced_size: the RFC822.SIZE that the
-- server says, null where it is that of the archived bytes.
alter table sighting add column confirmed smallint not null default 0;
alter table sighting add column announced_size bigint;

-- When the UIDs were last held against the ledger, 0 for never, and what that found: UIDs that had come late, some that
-- are back although they had vanished, some that have vanished unnoticed, and some that other mails have now.
-- looks_checked_uid: up to here sizes and dates were checked in this round.
alter table folder add column uids_compared_at bigint not null default 0;
alter table folder add column found_late int not null default 0;
alter table folder add column found_back int not null default 0;
alter table folder add column found_vanished int not null default 0;
alter table folder add column found_replaced int not null default 0;
alter table folder add column looks_checked_uid bigint not null default 0;
update folder set uids_compared_at = compared_at;
