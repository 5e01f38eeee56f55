-- A server that says at least every two minutes that it lives; what a dead one left unfinished, another one takes over.
create table batch_server (
  id      varchar(36) not null primary key,
  seen_at bigint      not null
);

-- Which server runs or ran an execution.
create table execution_owner (
  jobexecutionid bigint      not null primary key,
  server         varchar(36) not null,
  constraint owner_of_execution foreign key (jobexecutionid) references job_execution (jobexecutionid) on delete cascade
);

-- Keys of callers have a prefix now, so that none can be one that Mailroom makes itself.
update submission set idempotency_key = 'client:' || idempotency_key
  where idempotency_key is not null and idempotency_key not like 'redirect:%' and idempotency_key not like 'digest-%';
