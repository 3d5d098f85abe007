package gslb.server.transport;

import gslb.server.answer.Exchange;

/** Turns the message in an exchange into the answer in it. One for each worker, never shared. */
public interface Answerer {

  /** Length of the message now in {@link Exchange#response}; 0 = send nothing. */
  int answer(Exchange exchange);

  /**
   * The same for an exchange in which {@link #answer} threw: an answer that says so, from nothing
   * but the query.
   */
  int failure(Exchange exchange);
}
