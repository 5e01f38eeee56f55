/**
 * One running server for one home. The classes of this package are in the server twice: in the application, and in a JVM
 * agent that takes the home before the server begins. So they need nothing but the JDK, and share nothing but properties.
 */
package mailroom.hold;
