-- vanished: sightings of the folder that the server has no longer; compared_at: when the whole folder was last held
-- against the ledger, 0 for never; object_id: MAILBOXID of RFC 8474, where the server has one.
alter table folder add column vanished bigint not null default 0;
alter table folder add column compared_at bigint not null default 0;
alter table folder add column object_id varchar(255);
