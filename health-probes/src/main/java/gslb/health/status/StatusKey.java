package gslb.health.status;

/**
 * The name of one writer's one entry in the status map (S-24).
 *
 * @param vantage the name of the prober that looks; unique over all regions
 * @param datacenter whose members it looks at
 */
public record StatusKey(String vantage, String datacenter) {
  @Override
  public String toString() {
    return vantage + "/" + datacenter;
  }
}
