-- The mails of a mailbox become ARCHIVED and ROUTED in the order of their rows, so that how far they have come is one row
-- for each state instead of an update of each mail. reached is the last mail.id that has come to the state or further,
-- mails how many have, problems how many of those could not be read in full.
create table progress (
  mailbox  varchar(40) not null,
  state    smallint    not null,
  reached  bigint      not null,
  mails    bigint      not null,
  problems bigint      not null,
  primary key (mailbox, state)
);

insert into progress (mailbox, state, reached, mails, problems)
  select mailbox, 0, max(id), count(*), 0 from mail group by mailbox;
insert into progress (mailbox, state, reached, mails, problems)
  select mailbox, 1, coalesce(min(case when state = 0 then id end) - 1, max(id)), 0, 0 from mail group by mailbox;
insert into progress (mailbox, state, reached, mails, problems)
  select mailbox, 2, coalesce(min(case when state < 2 then id end) - 1, max(id)), 0, 0 from mail group by mailbox;
update progress set mails =
  (select count(*) from mail m where m.mailbox = progress.mailbox and m.id <= progress.reached) where state > 0;
update progress set problems =
  (select count(d.parse_problem) from mail m join metadata d on d.mail_id = m.id
    where m.mailbox = progress.mailbox and m.id <= progress.reached) where state = 1;

-- archive-mail comes to these once more
delete from metadata where exists
  (select 1 from mail m join progress p on p.mailbox = m.mailbox and p.state = 1
    where m.id = metadata.mail_id and m.id > p.reached);

drop index mail_by_state;
alter table mail drop column state;
-- 1: rebuild-ledger brought the mail back, and it was routed before the ledger was lost
alter table mail add column settled smallint not null default 0;
create index mail_of_mailbox on mail (mailbox, id);
