/** The web console: one page that updates itself. What a mail says is shown as text and never interpreted. */
package mailroom.console.page;
