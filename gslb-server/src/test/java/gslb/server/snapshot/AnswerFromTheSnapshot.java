package gslb.server.snapshot;

import gslb.server.answer.Responder;

/** What must never be: a fixture for ArchitectureTest. */
public interface AnswerFromTheSnapshot {
  /** An import that looks up. */
  Responder responder();
}
