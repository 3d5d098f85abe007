package gslb.health.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import com.hazelcast.spi.merge.SplitBrainMergeTypes.ReplicatedMapMergeTypes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which of two overrides stays in the map when a split cluster heals: the one of the higher stamp
 * (P20). It need not be right: readers compare versions, and what they know they put back.
 *
 * <p>Hazelcast makes it by name on every member, hence public and without arguments.
 */
public final class LatestOverridePolicy
    implements SplitBrainMergePolicy<byte[], ReplicatedMapMergeTypes<String, byte[]>, byte[]> {

  @Override
  public byte[] merge(
      ReplicatedMapMergeTypes<String, byte[]> merging,
      @Nullable ReplicatedMapMergeTypes<String, byte[]> existing) {
    byte[] there = existing == null ? null : existing.getDeserializedValue();
    byte[] coming = merging.getDeserializedValue();
    if (there == null) {
      return coming;
    }
    int order = Long.compare(OverrideCodec.stamp(coming), OverrideCodec.stamp(there));
    return (order == 0 ? Arrays.compareUnsigned(coming, there) : order) > 0 ? coming : there;
  }

  @Override
  public void writeData(ObjectDataOutput out) {}

  @Override
  public void readData(ObjectDataInput in) {}
}
