package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One line for each distinct cause, and an end to that too. */
class BugLogTest {

  @Test
  void aCauseIsLoggedOnce() {
    BugLog log = new BugLog();
    assertThat(log.report(bug("here"))).isTrue();
    assertThat(log.report(bug("here"))).isFalse();
    assertThat(log.report(bug("there"))).isTrue();
  }

  @Test
  void evenCausesHaveAnEnd() {
    BugLog log = new BugLog();
    int logged = 0;
    for (int i = 0; i < 500; i++) {
      logged += log.report(bug("place" + i)) ? 1 : 0;
    }
    assertThat(logged).isEqualTo(100);
  }

  private static Throwable bug(String method) {
    IllegalStateException bug = new IllegalStateException("made for a test");
    bug.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("gslb.Test", method, "Test.java", 1)});
    return bug;
  }
}
