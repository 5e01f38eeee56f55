-- The built bytes of a large mail in parts; submission.message is empty then.
create table submission_content (
  submission_id varchar(36) not null,
  part          int         not null,
  bytes         ${blob}     not null,
  constraint submission_content_part primary key (submission_id, part)
);
