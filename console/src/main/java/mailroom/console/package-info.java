/** The REST API and the web console: shows what Mailroom does and lets people steer it. */
package mailroom.console;
