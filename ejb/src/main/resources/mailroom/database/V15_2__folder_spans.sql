-- In which runs of 128 row numbers of mails a folder has some, written with its sightings: a list of a folder passes over the
-- others. One row for very many sightings.
create table folder_span (
  folder_id bigint not null,
  bucket    bigint not null,
  constraint folder_span_identity primary key (folder_id, bucket)
);
insert into folder_span (folder_id, bucket) select distinct folder_id, mail_id / 128 from sighting;
