package dev.turnpike.bench.scaling;

import java.util.List;
import java.util.Locale;

/**
 * What there is to run on. Of services as many nodes are taken as they can make use of; what bounds
 * that is here.
 *
 * @param change what was done to get here from the one before
 * @param cells independent copies, each with a Kafka cluster and a database of its own; sessions
 *     are spread over them
 * @param nodeCores of a node of a service, and of a broker
 * @param requestPartitions of {@code chat.requests}: no more workers have anything to do
 * @param turnsInFlight of a worker, at most
 * @param mailboxes partitions of {@code chat.replies}
 * @param brokers of a cluster, at most
 * @param partitionMegabytes a second that one partition takes
 * @param replication copies of each record
 * @param diskMegabytes a second that a broker's disk takes
 * @param databaseCores of the primary
 * @param databaseCommits a second that its log takes
 * @param nodeGigabytes memory of a node, for streams
 */
record Deployment(
    String change,
    int cells,
    int nodeCores,
    int requestPartitions,
    int turnsInFlight,
    int mailboxes,
    int brokers,
    double partitionMegabytes,
    int replication,
    double diskMegabytes,
    int databaseCores,
    double databaseCommits,
    double nodeGigabytes) {

  static Deployment asShipped() {
    return new Deployment("as shipped", 1, 4, 64, 2_000, 16, 6, 20, 3, 200, 8, 20_000, 8);
  }

  /** Each is the answer to what breaks first in the one before. */
  static List<Deployment> steps() {
    var shipped = asShipped();
    var mailboxes = shipped.with("256 mailboxes, 30 brokers", 1, 64, 256, 30, 8, 20_000);
    var database = mailboxes.with("a primary of 64 cores", 1, 64, 256, 30, 64, 60_000);
    var partitions = database.with("512 partitions of chat.requests", 1, 512, 256, 30, 64, 60_000);
    return List.of(
        shipped,
        mailboxes,
        database,
        partitions,
        partitions.with("4 cells", 4, 512, 256, 30, 64, 60_000),
        partitions.with("16 cells", 16, 512, 256, 30, 64, 60_000));
  }

  double perCell(double value) {
    return value / cells;
  }

  private Deployment with(
      String what,
      int newCells,
      int newRequestPartitions,
      int newMailboxes,
      int newBrokers,
      int newDatabaseCores,
      double newDatabaseCommits) {
    return new Deployment(
        what,
        newCells,
        nodeCores,
        newRequestPartitions,
        turnsInFlight,
        newMailboxes,
        newBrokers,
        partitionMegabytes,
        replication,
        diskMegabytes,
        newDatabaseCores,
        newDatabaseCommits,
        nodeGigabytes);
  }

  /** What bounds it. */
  String inWords() {
    return String.format(
        Locale.ROOT,
        "%d × (%d request partitions, %d mailboxes, %d brokers, primary of %d cores)",
        cells,
        requestPartitions,
        mailboxes,
        brokers,
        databaseCores);
  }
}
