/*
 * Members for a prober: answers every HTTP request on one port of all loopback addresses with 200
 * and closes. Every so-manieth address accepts and never answers. Notes when each address is
 * connected to and, on SIGTERM, prints how far the times between lie from what they should be.
 *
 *   members PORT ADDRESSES INTERVAL_MS SILENT_EVERY      addresses 127.1.0.0 and on; 0 = none is silent
 *   SIGUSR1                                              forget what was noted: the measurement begins
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS = 512, MOST_GAPS = 4 << 20, BACKLOG = 4096 };

static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
static volatile sig_atomic_t stopped, forget;
static uint32_t gaps; /* how many are noted */
static float late[MOST_GAPS], silent_late[MOST_GAPS];
static uint32_t silent_gaps;

static void stop(int signal) { (void)signal; stopped = 1; }
static void begin(int signal) { (void)signal; forget = 1; }

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return x < y ? -1 : x > y;
}

static void print(const char *what, float *values, uint32_t count) {
  qsort(values, count, sizeof *values, by_size);
  if (count == 0) {
    printf("\"%s\": null", what);
    return;
  }
  printf("\"%s\": {\"p50\": %.2f, \"p99\": %.2f, \"p999\": %.2f, \"max\": %.2f}", what, values[count / 2],
         values[(uint64_t)count * 99 / 100], values[(uint64_t)count * 999 / 1000], values[count - 1]);
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  int port = atoi(argv[1]);
  uint32_t addresses = atoi(argv[2]);
  double interval = atof(argv[3]);
  uint32_t silent_every = atoi(argv[4]);
  double *last = calloc(addresses, sizeof *last);
  uint64_t answered = 0, connected = 0;
  signal(SIGTERM, stop);
  signal(SIGUSR1, begin);
  signal(SIGPIPE, SIG_IGN);

  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons(port)};
  if (bind(listener, (struct sockaddr *)&any, sizeof any) || listen(listener, BACKLOG)) {
    perror("members");
    return 1;
  }
  int poll = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
  epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);

  struct epoll_event events[EVENTS];
  double began = now_ms();
  while (!stopped) {
    int ready = epoll_wait(poll, events, EVENTS, 100);
    if (forget) {
      forget = 0;
      memset(last, 0, addresses * sizeof *last);
      gaps = silent_gaps = 0;
      answered = connected = 0;
      began = now_ms();
    }
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      if (fd != listener) {
        char request[4096];
        ssize_t got = recv(fd, request, sizeof request, MSG_DONTWAIT);
        struct sockaddr_in to;
        socklen_t length = sizeof to;
        getsockname(fd, (struct sockaddr *)&to, &length);
        uint32_t index = ntohl(to.sin_addr.s_addr) & 0xffff;
        int silent = silent_every && index % silent_every == 0;
        if (got > 0 && silent) continue;
        if (got > 0 && send(fd, answer, sizeof answer - 1, 0) > 0) answered++;
        close(fd);
        continue;
      }
      int member;
      while ((member = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        struct sockaddr_in to;
        socklen_t length = sizeof to;
        getsockname(member, (struct sockaddr *)&to, &length);
        uint32_t index = ntohl(to.sin_addr.s_addr) & 0xffff;
        double now = now_ms();
        connected++;
        if (index < addresses) {
          double off = now - last[index] - interval;
          int silent = silent_every && index % silent_every == 0;
          if (last[index] > 0 && !silent && gaps < MOST_GAPS) late[gaps++] = off < 0 ? -off : off;
          if (last[index] > 0 && silent && silent_gaps < MOST_GAPS) silent_late[silent_gaps++] = off < 0 ? -off : off;
          last[index] = now;
        }
        event = (struct epoll_event){.events = EPOLLIN | EPOLLRDHUP, .data.fd = member};
        epoll_ctl(poll, EPOLL_CTL_ADD, member, &event);
      }
    }
  }
  uint32_t seen = 0;
  for (uint32_t i = 0; i < addresses; i++) seen += last[i] > 0;
  printf("{\"seconds\": %.2f, \"connected\": %lu, \"answered\": %lu, \"addresses\": %u, ", (now_ms() - began) / 1e3,
         connected, answered, seen);
  print("off_ms", late, gaps);
  printf(", ");
  print("silent_off_ms", silent_late, silent_gaps);
  printf("}\n");
  return 0;
}
