/** Jakarta Batch jobs: archive-mail, route-mail, rebuild-ledger. Only the standard API, so that they run on any engine. */
package mailroom.batch;
