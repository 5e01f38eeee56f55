/**
 * Jakarta Batch jobs: archive-mail, route-mail, rebuild-ledger. Here is what they share and what starts and restarts them,
 * and rebuild-ledger. Only the standard API is used, so that they run on any engine.
 */
package mailroom.batch;
