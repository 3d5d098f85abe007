package gslb.health.override;

/** Names with {@code *} for any letters, none included. */
final class Glob {
  private Glob() {}

  /** Whether a text is a name or a pattern of names: letters, digits, {@code - _ .} and stars. */
  static boolean isPattern(String text) {
    return !text.isEmpty()
        && text.length() <= 63
        && text.chars().allMatch(c -> isNameLetter(c) || c == '*');
  }

  private static boolean isNameLetter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_.".indexOf(c) >= 0;
  }

  /** Whether a name is one of a pattern. Linear but for the stars, of which few are written. */
  static boolean matches(String pattern, String name) {
    int at = 0;
    int inName = 0;
    int star = -1; // the last star met, and how much of the name it has taken
    int taken = 0;
    while (inName < name.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        taken = inName;
      } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(inName)) {
        at++;
        inName++;
      } else if (star >= 0) {
        at = star + 1;
        inName = ++taken;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
