/** The life of the server: that it stops soon, and outlasts a database or a disk that is away for a while. */
package mailroom.life;
