package gslb.server.control;

import gslb.geo.Acceptance;
import gslb.geo.DatabaseInfo;
import gslb.geo.GeoDatabase;
import gslb.geo.GeoDatabaseException;
import gslb.geo.PlaceTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The configured geo databases together; without any, the one in the jar. For one thread. */
public final class GeoFiles {
  private final List<GeoFile> files = new ArrayList<>();
  private final UnaryOperator<PlaceTable> above;
  private List<GeoLine> bundled = List.of();

  /**
   * Nothing is read yet.
   *
   * @param files the first that knows a field wins
   * @param state the folder for what must survive a restart: the last good ones are kept in it
   * @param above lays over them what the operator knows better
   */
  public GeoFiles(
      List<Path> files, Path state, Acceptance acceptance, UnaryOperator<PlaceTable> above) {
    this.above = above;
    for (Path file : files) {
      this.files.add(new GeoFile(file, copy(state, file), acceptance));
    }
  }

  /** Two databases in different folders may have one name. */
  private static Path copy(Path state, Path file) {
    return state
        .resolve("geo")
        .resolve("%08x-%s".formatted(file.toString().hashCode(), file.getFileName()));
  }

  /**
   * Reads them for the first time. A file that cannot be used is stood in for by its last good
   * copy.
   *
   * @throws GeoDatabaseException a file cannot be used and there is no copy
   */
  public PlaceTable open() throws GeoDatabaseException {
    if (files.isEmpty()) {
      PlaceTable places = PlaceTable.bundled();
      DatabaseInfo info = places.databases().getFirst();
      bundled = List.of(new GeoLine("", info.type(), info.built(), info.networks(), "current", ""));
      return above.apply(places);
    }
    for (GeoFile file : files) {
      file.open();
    }
    return places(files.stream().map(GeoFile::served).toList());
  }

  private PlaceTable places(List<GeoDatabase> databases) {
    return above.apply(GeoDatabase.join(databases));
  }

  /**
   * Looks whether there are new ones.
   *
   * @param now at somebody's word that they are whole; else what is still being written is left
   *     alone
   * @param take prepares what is new; what makes it fail is refused
   */
  void look(boolean now, Consumer<PlaceTable> take) {
    List<GeoDatabase> next = new ArrayList<>();
    boolean news = false;
    for (GeoFile file : files) {
      news |= now ? file.lookNow() : file.look();
      next.add(file.next());
    }
    if (!news) {
      return;
    }
    try {
      take.accept(places(next));
    } catch (RuntimeException e) {
      files.forEach(file -> file.reject("cannot be compiled: " + e.getMessage()));
      return;
    }
    files.forEach(GeoFile::accept);
  }

  /** One for each database, in the order they are asked. */
  List<GeoLine> lines() {
    return files.isEmpty() ? bundled : files.stream().map(GeoFile::line).toList();
  }
}
