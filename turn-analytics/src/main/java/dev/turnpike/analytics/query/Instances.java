package dev.turnpike.analytics.query;

import dev.turnpike.analytics.flow.AnalyticsStreams;
import dev.turnpike.analytics.flow.AnalyticsTopology;
import dev.turnpike.analytics.rollup.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/** Which instance has which partition of the stores, as the last rebalance has told this one. */
final class Instances {

  private final AnalyticsStreams streams;
  private final String application;
  private final int partitions;

  /**
   * @param application the name of the flow
   * @param partitions of each store
   */
  Instances(AnalyticsStreams streams, String application, int partitions) {
    this.streams = streams;
    this.application = application;
    this.partitions = partitions;
  }

  List<Integer> partitions() {
    return IntStream.range(0, partitions).boxed().toList();
  }

  /** By instance, those of the wanted partitions that it has. */
  Map<HostInfo, List<Integer>> having(Kind kind, Collection<Integer> wanted) {
    String topic = AnalyticsTopology.entriesTopic(application, kind);
    Map<HostInfo, List<Integer>> having = new LinkedHashMap<>();
    for (StreamsMetadata instance : all()) {
      for (TopicPartition each : instance.topicPartitions()) {
        if (each.topic().equals(topic) && wanted.contains(each.partition())) {
          having.computeIfAbsent(instance.hostInfo(), _ -> new ArrayList<>()).add(each.partition());
        }
      }
    }
    return having;
  }

  /** Host and port of each. */
  List<String> addresses() {
    return all().stream().map(each -> each.host() + ":" + each.port()).sorted().toList();
  }

  private Collection<StreamsMetadata> all() {
    KafkaStreams running = streams.streams();
    if (running == null || !running.state().isRunningOrRebalancing()) {
      return List.of();
    }
    return running.metadataForAllStreamsClients();
  }
}
