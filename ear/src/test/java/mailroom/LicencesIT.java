package mailroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the zip ships of others is in its list, with the hash of its bytes and a licence whose text is there too. */
class LicencesIT {

    private static final String LIST = "wlp/mailroom/sbom.json";
    private static final String SERVER = "wlp/usr/servers/mailroom/";
    private static final List<String> LICENCES_THAT_NAME_NOBODY = List.of("Apache-2.0", "EPL-2.0");

    private static ZipFile zip;
    private static List<JsonNode> components;

    @BeforeAll
    static void readList() throws IOException {
        zip = new ZipFile(System.getProperty("mailroom.zip"));
        boolean offline = System.getProperty("mailroom.build", "").equals("offline: true");
        assumeTrue(zip.getEntry(LIST) != null || !offline, "the list is not made by a build without a network");
        components = new ArrayList<>();
        for (JsonNode component :
                new ObjectMapper().readTree(bytes(zip.getEntry(LIST))).path("components")) {
            if (!component.path("group").asText().equals("mailroom")) {
                components.add(component);
            }
        }
    }

    @AfterAll
    static void close() throws IOException {
        zip.close();
    }

    @Test
    void eachJarOfOthersIsListedAndNothingElse() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        components.stream()
                .filter(component -> component.path("purl").asText().contains("type=jar"))
                .forEach(component ->
                        listed.put(sha256(component), component.path("name").asText()));
        Map<String, String> shipped = shipped();
        assertThat(shipped).hasSizeGreaterThan(60);
        assertThat(listed.keySet())
                .as("listed: %s, shipped: %s", listed, shipped)
                .isEqualTo(shipped.keySet());
    }

    @Test
    void libertyIsListedInItsVersion() throws IOException {
        String version = text("wlp/lib/versions/openliberty.properties");
        assertThat(components)
                .filteredOn(component -> component.path("name").asText().equals("openliberty-runtime"))
                .singleElement()
                .satisfies(liberty -> assertThat(version)
                        .contains("productVersion=" + liberty.path("version").asText()));
        assertThat(text("wlp/LICENSE")).contains("Eclipse Public License");
        assertThat(text("wlp/NOTICES")).isNotEmpty();
    }

    @Test
    void theTextOfEachLicenceIsThereAndNamesWhoseItIs() throws IOException {
        for (JsonNode component : components) {
            String name = component.path("name").asText();
            assertThat(component.path("licenses")).as(name).isNotEmpty();
            for (JsonNode licence : component.path("licenses")) {
                String id = licence.path("license").path("id").asText();
                String text = text("wlp/mailroom/licenses/" + id + ".txt");
                assertThat(text).as("%s of %s", id, name).isNotEmpty();
                if (!LICENCES_THAT_NAME_NOBODY.contains(id)) {
                    assertThat(text).as("the copyright of %s", name).contains(name);
                }
            }
        }
    }

    /** The jars of the EAR, of its WARs, and those beside it, by their hashes. */
    private static Map<String, String> shipped() throws IOException {
        Map<String, String> jars = new TreeMap<>();
        for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
            if (entry.getName().startsWith(SERVER + "jdbc/") && !entry.isDirectory()) {
                jars.put(sha256(bytes(entry)), entry.getName());
            }
        }
        collect(bytes(zip.getEntry(SERVER + "apps/mailroom.ear")), jars);
        return jars;
    }

    private static void collect(byte[] archive, Map<String, String> jars) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(".war")) {
                    collect(entries.readAllBytes(), jars);
                } else if (name.endsWith(".jar") && !name.startsWith("mailroom-")) {
                    jars.put(sha256(entries.readAllBytes()), name);
                }
            }
        }
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        return "no hash of " + component.path("name").asText();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        return entry == null ? "" : new String(bytes(entry), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ZipEntry entry) throws IOException {
        assertThat(entry).as("an entry of the zip").isNotNull();
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
