/** Work that threads share, so that none waits for a task that no thread has begun. */
package mailroom.work;
