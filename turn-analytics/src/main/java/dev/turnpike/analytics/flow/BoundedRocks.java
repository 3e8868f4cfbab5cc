package dev.turnpike.analytics.flow;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds what the stores take outside the heap, all of them together, whose number is in the
 * hundreds. Made by Kafka Streams, by name, for each store; so what they share is static.
 */
public final class BoundedRocks implements RocksDBConfigSetter {

  private static final long CACHE_BYTES = 48L << 20;
  private static final long WRITE_BYTES = 16L << 20;
  private static final int BLOCK_BYTES = 8 << 10;
  private static final long MEMTABLE_BYTES = 1L << 20;

  static {
    RocksDB.loadLibrary();
  }

  /** Blocks, their indices and filters, and what is not written yet. */
  private static final Cache CACHE = new LRUCache(CACHE_BYTES, -1, false);

  private static final WriteBufferManager WRITES = new WriteBufferManager(WRITE_BYTES, CACHE);

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setBlockSize(BLOCK_BYTES);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(WRITES);
    options.setWriteBufferSize(MEMTABLE_BYTES);
    options.setMaxWriteBufferNumber(2);
    options.setMaxBackgroundJobs(1);
  }

  /** What is shared stays. */
  @Override
  public void close(String store, Options options) {}
}
