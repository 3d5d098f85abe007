package gslb.server.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest word. */
final class Table {
  private static final String GAP = "  ";
  private static final int NARROWEST = 4;
  private final List<List<String>> rows = new ArrayList<>();

  /** One more row; all rows have the same number of cells. */
  void row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    rows.add(row);
  }

  /** Every row on a line of its own behind {@code indent}. */
  void print(PrintWriter out, String indent) {
    print(out, indent, Integer.MAX_VALUE);
  }

  /**
   * The same on lines of at most so many characters: the widest columns give way, what they lose is
   * marked by an ellipsis.
   */
  void print(PrintWriter out, String indent, int limit) {
    int[] widths = widths(limit - indent.length());
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        int width = widths[column];
        String shown = cell.length() > width ? cell.substring(0, width - 1) + "…" : cell;
        line.append(shown).append(" ".repeat(width - shown.length())).append(GAP);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int[] widths(int limit) {
    int[] widths = new int[rows.isEmpty() ? 0 : rows.getFirst().size()];
    int total = -GAP.length();
    for (int column = 0; column < widths.length; column++) {
      widths[column] = width(column);
      total += widths[column] + GAP.length();
    }
    for (; total > limit; total--) {
      int widest = 0;
      for (int column = 1; column < widths.length; column++) {
        widest = widths[column] >= widths[widest] ? column : widest;
      }
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
