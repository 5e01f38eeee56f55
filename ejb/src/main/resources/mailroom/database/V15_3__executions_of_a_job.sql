-- Lists of executions by job and status read their newest alone. The name of its job stands in each execution for that;
-- Mailroom writes it when the engine has made the row.
alter table job_execution add column job varchar(512);
update job_execution set job =
  (select i.jobname from job_instance i where i.jobinstanceid = job_execution.jobinstanceid);
create index job_execution_newest_of_job on job_execution (job, batchstatus, jobexecutionid);
drop index job_execution_by_status;
create index job_execution_newest_in_status on job_execution (batchstatus, jobexecutionid);
