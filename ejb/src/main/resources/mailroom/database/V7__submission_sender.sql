-- Who sent a notification by REST; null where nobody logged in for it (JMS, Java, redirects, digests).
alter table submission add column sender varchar(255);
create index submission_by_sender on submission (sender, created_at);
