package dev.turnpike.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.MalformedInputException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutagesTest {

  private static final class OurOutage extends RuntimeException implements Outages.Outage {}

  static Stream<Throwable> outages() {
    return Stream.of(
        new OurOutage(),
        new IOException("Connection reset by peer"),
        new ConnectException(),
        new SocketTimeoutException(),
        new HttpConnectTimeoutException(""),
        new ClosedChannelException(),
        new SSLHandshakeException(""),
        new TimeoutException(),
        new SQLTransientConnectionException("pool is empty"),
        new UncheckedIOException(new ConnectException()),
        new IllegalStateException(new RuntimeException(new SQLException("", "08006"))));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void areWaitedOut(Throwable failure) {
    assertThat(Outages.isOutage(failure)).isTrue();
  }

  static Stream<Throwable> failuresOfTheRecord() {
    return Stream.of(
        new IllegalArgumentException(),
        new NullPointerException(),
        new SerializationException(),
        new EOFException(),
        new UncheckedIOException(new MalformedInputException(1)),
        new FileNotFoundException(),
        new SQLException("no state"),
        new InterruptedException(),
        new AssertionError());
  }

  @ParameterizedTest
  @MethodSource("failuresOfTheRecord")
  void failuresOfTheRecordAreNot(Throwable failure) {
    assertThat(Outages.isOutage(failure)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"08001", "40001", "40P01", "53300", "57P01", "58030", "25006", "55P03", "42883"})
  void sqlStatesOfAServerInTrouble(String state) {
    assertThat(Outages.isOutage(new SQLException("", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "22001", "42601", "25001", "", "5"})
  void sqlStatesOfABadStatement(String state) {
    assertThat(Outages.isOutage(new SQLException("", state))).isFalse();
  }

  @Test
  void aCycleOfCausesEnds() {
    var one = new RuntimeException();
    one.initCause(new RuntimeException(one));

    assertThat(Outages.isOutage(one)).isFalse();
  }
}
