-- A line of attachments is the part's number, its type and its name, with tabs between them.
alter table metadata alter column attachments set data type varchar(8000);

-- message_id is what a mail is found by: the id itself up to 255 characters. A longer one stands here, and its SHA-256 there.
alter table metadata add column long_message_id varchar(4000);
