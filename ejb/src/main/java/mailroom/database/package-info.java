/**
 * The one XA data source, the schema's versioned migrations and what differs between Derby and PostgreSQL.
 * Times are epoch milliseconds in UTC, so that neither a time zone nor daylight saving can shift a row.
 */
package mailroom.database;
