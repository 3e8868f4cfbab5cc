package dev.turnpike.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaEvolutionTest {

  private static final Schema ONE =
      record("{'name':'a','type':{'type':'long','logicalType':'timestamp-micros'}}");

  @Test
  void aFieldWithADefaultMayCome() {
    Schema two =
        record(
            "{'name':'a','type':{'type':'long','logicalType':'timestamp-micros'}},{'name':'b','type':'int','default':0}");
    assertThat(SchemaEvolution.conflicts(ONE, two, Compatibility.FULL_TRANSITIVE)).isEmpty();
  }

  @Test
  void aFieldWithoutADefaultMayNeitherComeNorGo() {
    Schema two =
        record(
            "{'name':'a','type':{'type':'long','logicalType':'timestamp-micros'}},{'name':'b','type':'int'}");
    assertThat(SchemaEvolution.conflicts(ONE, two, Compatibility.FULL_TRANSITIVE))
        .singleElement()
        .asString()
        .startsWith("new can't read old: READER_FIELD_MISSING_DEFAULT_VALUE");
    assertThat(SchemaEvolution.conflicts(two, ONE, Compatibility.FULL_TRANSITIVE))
        .singleElement()
        .asString()
        .startsWith("old can't read new");
  }

  @Test
  void aLogicalTypeMayNotChangeThoughAvroAllowsIt() {
    Schema millis = record("{'name':'a','type':{'type':'long','logicalType':'timestamp-millis'}}");
    assertThat(SchemaEvolution.conflicts(ONE, millis, Compatibility.FULL_TRANSITIVE))
        .containsExactly(
            "the meaning of /a changes from [timestamp-micros, null, null] to [timestamp-millis, null, null]");
  }

  @Test
  void aScaleMayNotChangeWithinAUnion() {
    assertThat(SchemaEvolution.conflicts(price(2), price(3), Compatibility.FULL_TRANSITIVE))
        .containsExactly("the meaning of /p changes from [decimal, 9, 2] to [decimal, 9, 3]");
  }

  @Test
  void aUnionBranchMayComeOnlyWhereOldReadersNeedNotReadIt() {
    Schema one = record("{'name':'a','type':['string','int']}");
    Schema two = record("{'name':'a','type':['string','int','boolean']}");
    assertThat(SchemaEvolution.conflicts(one, two, Compatibility.BACKWARD_TRANSITIVE)).isEmpty();
    assertThat(SchemaEvolution.conflicts(one, two, Compatibility.FULL_TRANSITIVE)).hasSize(1);
  }

  private static Schema price(int scale) {
    return record(
        "{'name':'p','type':['null',{'type':'bytes','logicalType':'decimal','precision':9,'scale':"
            + scale
            + "}]}");
  }

  private static Schema record(String fields) {
    String text = "{'type':'record','name':'R','fields':[" + fields + "]}";
    return new Schema.Parser().parse(text.replace('\'', '"'));
  }
}
