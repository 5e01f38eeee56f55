package mailroom;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** Tests that are satisfied with one server, in one JVM, because a start takes longer than most of them. */
@Suite(failIfNoTests = false)
@SelectClasses({DescribedApiIT.class, DoorsIT.class, OddRequestsIT.class})
class OneServerIT {}
