-- next_attempt_at of a submission is its recipients' earliest one or, while an attempt runs, the end of its lease;
-- 9223372036854775807 where nothing more will be tried. woken_at is when its id was last sent to the queue.
alter table submission add column next_attempt_at bigint not null default 0;
alter table submission add column woken_at bigint not null default 0;
create index submission_due on submission (next_attempt_at, state);

-- How many attempts ended without an answer to the final dot.
alter table recipient add column uncertainties int not null default 0;
create index recipient_by_address on recipient (address);
