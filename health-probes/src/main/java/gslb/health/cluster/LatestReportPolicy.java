package gslb.health.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import com.hazelcast.spi.merge.SplitBrainMergeTypes.ReplicatedMapMergeTypes;
import org.jspecify.annotations.Nullable;

/**
 * Which of two entries stays when a split cluster heals: the one of the later epoch and sequence
 * (S-24, P20). Hazelcast's own policies go by which side is larger or by wall clocks.
 *
 * <p>Hazelcast makes it by name on every member, hence public and without arguments.
 */
public final class LatestReportPolicy
    implements SplitBrainMergePolicy<byte[], ReplicatedMapMergeTypes<String, byte[]>, byte[]> {

  @Override
  public byte @Nullable [] merge(
      ReplicatedMapMergeTypes<String, byte[]> merging,
      @Nullable ReplicatedMapMergeTypes<String, byte[]> existing) {
    byte[] there = bytes(existing);
    byte[] coming = bytes(merging);
    return there == null || EntryHeader.later(coming, there) ? coming : there;
  }

  /** What is no array of bytes is no entry of ours, and must not hold up the others' merge. */
  private static byte @Nullable [] bytes(@Nullable ReplicatedMapMergeTypes<String, byte[]> entry) {
    if (entry == null) {
      return null;
    }
    try {
      Object value = entry.getDeserializedValue();
      return value instanceof byte[] bytes ? bytes : null;
    } catch (HazelcastSerializationException | SecurityException e) {
      return null;
    }
  }

  @Override
  public void writeData(ObjectDataOutput out) {}

  @Override
  public void readData(ObjectDataInput in) {}
}
