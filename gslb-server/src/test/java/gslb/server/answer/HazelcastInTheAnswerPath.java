package gslb.server.answer;

import com.hazelcast.core.HazelcastInstance;

/** What must never be: a fixture for ArchitectureTest. */
public interface HazelcastInTheAnswerPath {
  /** A query that asks the cluster. */
  HazelcastInstance cluster();
}
