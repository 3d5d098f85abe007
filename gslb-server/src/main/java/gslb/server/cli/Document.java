package gslb.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JSON document as it came from a server, read leniently: a newer server may say more or less.
 */
record Document(Map<?, ?> fields) {

  /** Text of a field; empty where there is none. */
  String text(String field) {
    Object value = fields.get(field);
    return value == null ? "" : value.toString();
  }

  /** Whether a field is there and not empty. */
  boolean has(String field) {
    return !text(field).isEmpty();
  }

  /** Whether a field is true. */
  boolean is(String field) {
    return Boolean.TRUE.equals(fields.get(field));
  }

  /** A number; 0 where there is none. */
  double number(String field) {
    return fields.get(field) instanceof Number number ? number.doubleValue() : 0;
  }

  /** The document under a field; an empty one where there is none. */
  Document document(String field) {
    return fields.get(field) instanceof Map<?, ?> map ? new Document(map) : new Document(Map.of());
  }

  /** The documents in a list. */
  List<Document> documents(String field) {
    List<Document> documents = new ArrayList<>();
    if (fields.get(field) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          documents.add(new Document(map));
        }
      }
    }
    return documents;
  }

  /** The texts in a list. */
  List<String> texts(String field) {
    return fields.get(field) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
