-- What lists need so that each page is a few short reads of an index, on Derby too, which reads an index forwards only.

-- When the mails of 1,024 row numbers were received: from the earliest to the latest of them.
create table mail_span (
  bucket         bigint not null primary key,
  first_received bigint not null,
  last_received  bigint not null
);
insert into mail_span (bucket, first_received, last_received)
  select bucket, min(received_at), max(received_at) from
    (select id / 1024 as bucket, received_at from mail) numbered group by bucket;

-- A mail that a mailbox saw after another one had seen it first; those that it saw first are in mail_of_mailbox.
create table seen_later (
  mailbox varchar(40) not null,
  mail_id bigint      not null,
  constraint seen_later_identity primary key (mailbox, mail_id)
);
insert into seen_later (mailbox, mail_id)
  select distinct f.mailbox, s.mail_id from sighting s join folder f on f.id = s.folder_id
    join mail m on m.id = s.mail_id where f.mailbox <> m.mailbox;

-- Notifications, the newest first: all of them, in a state, of a sender, to an address.
create index submission_newest on submission (created_at desc, id desc);
drop index submission_by_state;
create index submission_newest_in_state on submission (state, created_at desc, id desc);
drop index submission_by_sender;
create index submission_newest_of_sender on submission (sender, created_at desc, id desc);
alter table recipient add column created_at bigint not null default 0;
update recipient set created_at =
  (select s.created_at from submission s where s.id = recipient.submission_id)
  where exists (select 1 from submission s where s.id = recipient.submission_id);
drop index recipient_by_address;
create index recipient_newest on recipient (address, created_at desc, submission_id desc);
