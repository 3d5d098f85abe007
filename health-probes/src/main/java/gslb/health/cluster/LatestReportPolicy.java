package gslb.health.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
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
  public byte[] merge(
      ReplicatedMapMergeTypes<String, byte[]> merging,
      @Nullable ReplicatedMapMergeTypes<String, byte[]> existing) {
    byte[] there = existing == null ? null : existing.getDeserializedValue();
    byte[] coming = merging.getDeserializedValue();
    return there == null || ReportCodec.later(coming, there) ? coming : there;
  }

  @Override
  public void writeData(ObjectDataOutput out) {}

  @Override
  public void readData(ObjectDataInput in) {}
}
