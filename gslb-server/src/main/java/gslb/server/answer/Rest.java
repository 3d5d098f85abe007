package gslb.server.answer;

/**
 * Messages that follow the first of an answer, made one by one as the client takes them, so that a
 * slow one holds no more than one. Used by one thread.
 */
public interface Rest {

  /**
   * Writes the next message.
   *
   * @param message receives it; 65535 bytes
   * @return its length; 0 = that was all
   */
  int next(byte[] message);
}
