package gslb.server.transport;

import gslb.server.answer.Exchange;
import java.util.concurrent.CountDownLatch;

/** Answers as {@link Echo} does, but nothing until it is opened. */
final class Gate implements Answerer {
  private final CountDownLatch opened = new CountDownLatch(1);
  private final Echo echo = new Echo();

  void open() {
    opened.countDown();
  }

  @Override
  public int answer(Exchange exchange) {
    try {
      opened.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return echo.answer(exchange);
  }

  @Override
  public int failure(Exchange exchange) {
    return echo.failure(exchange);
  }
}
