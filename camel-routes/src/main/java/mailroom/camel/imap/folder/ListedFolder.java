package mailroom.camel.imap.folder;

import java.util.Set;

/**
 * One line of LIST.
 *
 * @param name in Unicode
 * @param wireName as the server spells it, to name the folder in commands
 * @param separator of the hierarchy; 0 if the server has none
 * @param attributes in lower case, special uses of RFC 6154 among them
 */
public record ListedFolder(String name, String wireName, char separator, Set<String> attributes) {

    public boolean has(String attribute) {
        return attributes.contains(attribute);
    }

    public boolean selectable() {
        return !has("\\noselect") && !has("\\nonexistent");
    }
}
