-- Which server has the database; one row. Empty is nobody. The term grows with each taking.
create table server_hold (
  id      smallint      not null primary key,
  holder  varchar(36)   not null,
  host    varchar(255)  not null,
  pid     bigint        not null,
  home    varchar(1000) not null,
  since   bigint        not null,
  seen_at bigint        not null,
  term    bigint        not null
);
insert into server_hold (id, holder, host, pid, home, since, seen_at, term) values (1, '', '', 0, '', 0, 0, 0);
