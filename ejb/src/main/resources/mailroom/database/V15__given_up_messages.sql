-- Messages of the queues that were given up, each beside the incident that says why, as they came; they can be sent again.
create table given_up_message (
  incident_id     bigint       not null primary key,
  queue           varchar(100) not null,
  idempotency_key varchar(255),
  content         ${blob}      not null,
  replayed_at     bigint
);
