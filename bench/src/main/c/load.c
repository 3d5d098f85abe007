/*
 * load - asks a name server over UDP, as fast as it answers or at a rate, and says what came.
 *
 *   load [options] PORT QUERIES
 *     QUERIES   file of lines "name TYPE", asked in order, over and over
 *     -l SECS   how long (5)
 *     -c N      sockets, so source ports (16)
 *     -w N      closed loop: N queries outstanding over all sockets (200)
 *     -r RATE   open loop instead: queries a second on a fixed schedule. Latency counts from when
 *               a query was due, so that a server that stalls cannot hide it
 *     -e        EDNS with a buffer of 1232 bytes
 *     -s FILE   client subnets, lines "192.0.2.0/24": each query takes the next one
 *     -n A.B    source addresses A.B.x.y, a different one for each socket
 *     -g        UDP_SEGMENT where the queries of a batch have one length: half the sender's cost
 *     -i        wait for answers in the kernel rather than spin
 *     -f        flood: as fast as the system takes it, and no answer is read
 *
 * Prints one line of JSON: answers a second, of each second too, loss, percentiles of latency in
 * microseconds, response codes, and how often each last A address was seen in a sample. A query is
 * lost after a second. SIGTERM ends the sending early; what is on its way is waited for.
 *
 * build: cc -O2 -o load load.c
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/udp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif

enum { BATCH = 64, SEGMENTS = 60, HEADER = 12, OPT = 11, ADDRESSES = 64, SECONDS = 3600 };
static const uint64_t SECOND = 1000000000, LOST_AFTER = 1000000000, SCAN_EVERY = 50000000;

struct query {
  int length;
  uint8_t bytes[300];
};

struct subnet {
  int bits;
  uint8_t address[4];
};

/* A socket has at most 65536 queries outstanding: sent_at by id, 0 = none. None is before the oldest id. */
struct source {
  int fd;
  uint16_t next_id, oldest_id;
  uint32_t outstanding, credit;
  uint64_t sent_at[65536];
};

static struct query *queries;
static struct subnet *subnets;
static size_t query_count, subnet_count, next_query, next_subnet;
static int with_edns, with_segments;

static struct mmsghdr out[BATCH], in[BATCH];
static struct iovec out_bytes[BATCH], in_room[BATCH];
static uint8_t out_buffer[BATCH][512], in_buffer[BATCH][2048];

static uint64_t sent, received, lost, malformed, without_answer, longest, rcodes[16];
static uint64_t start, in_second[SECONDS]; /* answers in each second since the start */
static volatile sig_atomic_t told_to_end;
static uint32_t addresses[ADDRESSES];
static uint64_t address_seen[ADDRESSES];
static int address_count;

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * SECOND + (uint64_t)t.tv_nsec;
}

static void tell_to_end(int signal_number) {
  told_to_end = signal_number;
}

static void *grown(void *array, size_t count, size_t size) {
  return count & (count - 1) ? array : realloc(array, (count ? count * 2 : 1) * size);
}

static FILE *opened(const char *file) {
  FILE *f = fopen(file, "r");
  if (!f) {
    perror(file);
    exit(2);
  }
  return f;
}

/* ---- latency: 64 buckets for each power of two of nanoseconds, so 1.6 % wide ---- */

static uint64_t histogram[64 * 64];

static int bucket(uint64_t nanos) {
  if (nanos < 64) return (int)nanos;
  int power = 63 - __builtin_clzll(nanos);
  return (power - 5) * 64 + (int)(nanos >> (power - 6) & 63);
}

static double percentile(double part) {
  uint64_t want = (uint64_t)(part * (double)received + 0.5), seen = 0;
  for (int i = 0; i < 64 * 64; i++) {
    seen += histogram[i];
    if (seen >= want && seen > 0) {
      int power = i / 64 + 5;
      return (double)(i < 64 ? (uint64_t)i : (1ull << power) + ((uint64_t)(i & 63) << (power - 6))) / 1000;
    }
  }
  return 0;
}

/* ---- queries ---- */

static int type_number(const char *word) {
  static const char *words[] = {"A", "NS", "CNAME", "SOA", "MX", "TXT", "AAAA", "SRV", "HTTPS"};
  static const int numbers[] = {1, 2, 5, 6, 15, 16, 28, 33, 65};
  for (int i = 0; i < 9; i++)
    if (!strcmp(word, words[i])) return numbers[i];
  return atoi(word);
}

static void read_queries(const char *file) {
  char name[256], type[16];
  FILE *f = opened(file);
  while (fscanf(f, "%255s %15s", name, type) == 2) {
    queries = grown(queries, query_count, sizeof *queries);
    struct query *query = &queries[query_count++];
    memset(query, 0, sizeof *query);
    uint8_t *at = query->bytes + HEADER;
    query->bytes[5] = 1; /* a question */
    for (char *label = strtok(name, "."); label; label = strtok(NULL, ".")) {
      size_t length = strlen(label);
      *at++ = (uint8_t)length;
      memcpy(at, label, length);
      at += length;
    }
    int number = type_number(type);
    uint8_t question[5] = {0, (uint8_t)(number >> 8), (uint8_t)number, 0, 1};
    memcpy(at, question, sizeof question);
    at += sizeof question;
    if (with_edns) {
      static const uint8_t opt[OPT] = {0, 0, 41, 0x04, 0xd0, 0, 0, 0, 0, 0, 0};
      query->bytes[11] = 1; /* an additional record */
      memcpy(at, opt, OPT);
      at += OPT;
    }
    query->length = (int)(at - query->bytes);
  }
  fclose(f);
}

static void read_subnets(const char *file) {
  char address[32];
  int bits;
  FILE *f = opened(file);
  while (fscanf(f, "%31[0-9.]/%d ", address, &bits) == 2) {
    subnets = grown(subnets, subnet_count, sizeof *subnets);
    subnets[subnet_count].bits = bits;
    inet_pton(AF_INET, address, subnets[subnet_count++].address);
  }
  fclose(f);
}

/* Appends the client subnet option (RFC 7871) to a query that ends in an OPT record. */
static int put_subnet(uint8_t *bytes, int length, const struct subnet *subnet) {
  int octets = (subnet->bits + 7) / 8;
  uint8_t *at = bytes + length;
  at[-1] = (uint8_t)(octets + 8);
  uint8_t option[8] = {0, 8, 0, (uint8_t)(octets + 4), 0, 1, (uint8_t)subnet->bits, 0};
  memcpy(at, option, sizeof option);
  memcpy(at + sizeof option, subnet->address, (size_t)octets);
  return length + 8 + octets;
}

/* ---- sending ---- */

/* Writes the next n queries; whether all have one length. */
static int write_queries(struct source *source, int n) {
  int same = 1;
  for (int i = 0; i < n; i++) {
    const struct query *query = &queries[next_query];
    next_query = (next_query + 1) % query_count;
    uint8_t *bytes = out_buffer[i];
    int length = query->length;
    memcpy(bytes, query->bytes, (size_t)length);
    if (subnet_count) {
      length = put_subnet(bytes, length, &subnets[next_subnet]);
      next_subnet = (next_subnet + 1) % subnet_count;
    }
    uint16_t id = (uint16_t)(source->next_id + i);
    bytes[0] = (uint8_t)(id >> 8);
    bytes[1] = (uint8_t)id;
    out_bytes[i] = (struct iovec){bytes, (size_t)length};
    same &= out_bytes[i].iov_len == out_bytes[0].iov_len;
  }
  return same;
}

static int send_segments(struct source *source, int n) {
  union {
    char bytes[CMSG_SPACE(sizeof(uint16_t))];
    struct cmsghdr header;
  } control = {.header = {CMSG_LEN(sizeof(uint16_t)), SOL_UDP, UDP_SEGMENT}};
  uint16_t length = (uint16_t)out_bytes[0].iov_len;
  memcpy(CMSG_DATA(&control.header), &length, sizeof length);
  int done = 0;
  while (done < n) {
    int some = n - done > SEGMENTS ? SEGMENTS : n - done;
    struct msghdr message = {.msg_iov = out_bytes + done, .msg_iovlen = (size_t)some,
        .msg_control = &control, .msg_controllen = sizeof control.bytes};
    if (sendmsg(source->fd, &message, 0) < 0) break;
    done += some;
  }
  return done;
}

/* Sends up to n queries, due at `due` and `step` nanoseconds apart; how many went out. */
static int send_queries(struct source *source, int n, uint64_t due, double step) {
  if (n > BATCH) n = BATCH;
  int same = write_queries(source, n);
  for (int i = 0; i < n; i++) {
    uint64_t *slot = &source->sent_at[(uint16_t)(source->next_id + i)];
    if (*slot) { /* 65536 queries later: lost */
      lost++;
      source->outstanding--;
    }
    *slot = due + (uint64_t)(i * step);
  }
  int done = same && n > 1 && with_segments ? send_segments(source, n) : sendmmsg(source->fd, out, (unsigned)n, 0);
  if (done < 0) done = 0;
  for (int i = done; i < n; i++) source->sent_at[(uint16_t)(source->next_id + i)] = 0;
  next_query = (next_query + query_count - (size_t)(n - done) % query_count) % query_count;
  source->next_id = (uint16_t)(source->next_id + done);
  source->outstanding += (uint32_t)done;
  sent += (uint64_t)done;
  return done;
}

/* ---- receiving ---- */

static int skip_name(const uint8_t *bytes, int at, int length) {
  while (at < length && bytes[at] && bytes[at] < 0xc0) at += bytes[at] + 1;
  return at + (at < length && bytes[at] ? 2 : 1);
}

/* The last address of the answer section, 0 = none. */
static uint32_t last_address(const uint8_t *bytes, int length) {
  uint32_t address = 0;
  int at = skip_name(bytes, HEADER, length) + 4;
  for (int records = bytes[6] << 8 | bytes[7]; records > 0; records--) {
    at = skip_name(bytes, at, length);
    if (at + 10 > length) break;
    int type = bytes[at] << 8 | bytes[at + 1], data = bytes[at + 8] << 8 | bytes[at + 9];
    if (type == 1 && at + 14 <= length) memcpy(&address, bytes + at + 10, 4);
    at += 10 + data;
  }
  return address;
}

static void see(uint32_t address) {
  int i = 0;
  while (i < address_count && addresses[i] != address) i++;
  if (i == ADDRESSES) return;
  if (i == address_count) addresses[address_count++] = address;
  address_seen[i]++;
}

static void take(struct source *source, const uint8_t *bytes, int length, uint64_t at) {
  if (length < HEADER || !(bytes[2] & 0x80)) {
    malformed++;
    return;
  }
  uint64_t *slot = &source->sent_at[bytes[0] << 8 | bytes[1]];
  if (!*slot) return; /* given up before */
  uint64_t took = at > *slot ? at - *slot : 0, second = (at - start) / SECOND;
  histogram[bucket(took)]++;
  if (took > longest) longest = took;
  if (second < SECONDS) in_second[second]++;
  *slot = 0;
  source->outstanding--;
  rcodes[bytes[3] & 15]++;
  if (!(bytes[6] | bytes[7])) without_answer++;
  else if (received % 64 == 0) see(last_address(bytes, length));
  received++;
}

static int receive(struct source *source) {
  uint64_t before = received;
  int n = recvmmsg(source->fd, in, BATCH, MSG_DONTWAIT, NULL);
  uint64_t at = now();
  for (int i = 0; i < n; i++) take(source, in_buffer[i], (int)in[i].msg_len, at);
  return (int)(received - before);
}

static uint32_t give_up(struct source *source, uint64_t at) {
  uint32_t gone = 0;
  while (source->oldest_id != source->next_id) {
    uint64_t *slot = &source->sent_at[source->oldest_id];
    if (*slot && at <= *slot + LOST_AFTER) break;
    if (*slot) gone++;
    *slot = 0;
    source->oldest_id++;
  }
  source->outstanding -= gone;
  lost += gone;
  return gone;
}

/* ---- the run ---- */

static void open_source(struct source *source, int port, const char *network) {
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int size = 4 << 20;
  source->fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
  source->next_id = source->oldest_id = (uint16_t)random();
  setsockopt(source->fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  setsockopt(source->fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
  if (network) {
    char text[64];
    struct sockaddr_in own = {.sin_family = AF_INET};
    snprintf(text, sizeof text, "%s.%ld.%ld", network, random() % 256, 1 + random() % 254);
    inet_pton(AF_INET, text, &own.sin_addr);
    if (bind(source->fd, (struct sockaddr *)&own, sizeof own) < 0) perror(text);
  }
  if (connect(source->fd, (struct sockaddr *)&server, sizeof server) < 0) {
    perror("connect");
    exit(1);
  }
}

static void print(double seconds) {
  printf("{\"qps\":%.1f,\"sent\":%lu,\"received\":%lu,\"lost\":%lu,\"seconds\":%.3f,", (double)received / seconds,
      sent, received, lost, seconds);
  printf("\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"p999\":%.1f,", percentile(.5), percentile(.9), percentile(.99),
      percentile(.999));
  printf("\"max\":%.1f,\"each_second\":[", (double)longest / 1000);
  for (int i = 0; i < SECONDS && i < (int)seconds; i++) printf("%s%lu", i ? "," : "", in_second[i]);
  printf("],");
  printf("\"noerror\":%lu,\"nxdomain\":%lu,\"other\":%lu,\"without_answer\":%lu,\"malformed\":%lu,\"addresses\":{",
      rcodes[0], rcodes[3], received - rcodes[0] - rcodes[3], without_answer, malformed);
  for (int i = 0; i < address_count; i++) {
    char text[INET_ADDRSTRLEN];
    inet_ntop(AF_INET, &addresses[i], text, sizeof text);
    printf("%s\"%s\":%lu", i ? "," : "", text, address_seen[i]);
  }
  printf("}}\n");
}

int main(int count, char **words) {
  int socket_count = 16, idle = 0, flood = 0, option;
  long window = 200;
  double seconds = 5, rate = 0;
  const char *subnet_file = NULL, *network = NULL;
  while ((option = getopt(count, words, "l:c:w:r:es:n:gif")) != -1) switch (option) {
      case 'l': seconds = atof(optarg); break;
      case 'c': socket_count = atoi(optarg); break;
      case 'w': window = atol(optarg); break;
      case 'r': rate = atof(optarg); break;
      case 'e': with_edns = 1; break;
      case 's': with_edns = 1; subnet_file = optarg; break;
      case 'n': network = optarg; break;
      case 'g': with_segments = 1; break;
      case 'i': idle = 1; break;
      case 'f': flood = 1; break;
      default: return 2;
    }
  if (count - optind != 2) return 2;
  read_queries(words[optind + 1]);
  if (subnet_file) read_subnets(subnet_file);
  if (!query_count || (subnet_file && !subnet_count)) return 2;
  for (int i = 0; i < BATCH; i++) {
    out[i].msg_hdr = (struct msghdr){.msg_iov = &out_bytes[i], .msg_iovlen = 1};
    in_room[i] = (struct iovec){in_buffer[i], sizeof in_buffer[i]};
    in[i].msg_hdr = (struct msghdr){.msg_iov = &in_room[i], .msg_iovlen = 1};
  }

  struct source *sources = calloc((size_t)socket_count, sizeof *sources);
  struct epoll_event ready[256];
  int poll = epoll_create1(0), turn = 0;
  srandom((unsigned)getpid());
  for (int i = 0; i < socket_count; i++) {
    open_source(&sources[i], atoi(words[optind]), network);
    sources[i].credit = rate > 0 ? 0 : (uint32_t)(window / socket_count);
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = (uint32_t)i};
    epoll_ctl(poll, EPOLL_CTL_ADD, sources[i].fd, &event);
  }

  double step = rate > 0 ? (double)SECOND / rate : 0;
  uint64_t end, scheduled = 0, scan;
  signal(SIGTERM, tell_to_end);
  scan = start = now();
  while (flood && !told_to_end) {
    send_queries(&sources[turn], BATCH, 0, 0);
    turn = (turn + 1) % socket_count;
  }
  end = start + (uint64_t)(seconds * (double)SECOND);
  for (;;) {
    uint64_t t = now();
    if (told_to_end && t < end) {
      end = t;
      seconds = (double)(end - start) / (double)SECOND;
    }
    if (t >= end) { /* only wait for what is on its way */
      uint32_t outstanding = 0;
      for (int i = 0; i < socket_count; i++) outstanding += sources[i].outstanding;
      if (!outstanding || t > end + LOST_AFTER) break;
    } else if (rate > 0) { /* query k is due at start + k * step */
      uint64_t due = (uint64_t)((double)(t - start) / step) + 1;
      while (scheduled < due && now() - t < 2000000) {
        int share = (int)(due - scheduled + (uint64_t)socket_count - 1) / socket_count;
        int n = share > BATCH ? BATCH : share;
        send_queries(&sources[turn], n, start + (uint64_t)((double)scheduled * step), step);
        turn = (turn + 1) % socket_count;
        scheduled += (uint64_t)n;
      }
    } else {
      for (int i = 0; i < socket_count; i++)
        if (sources[i].credit) sources[i].credit -= (uint32_t)send_queries(&sources[i], (int)sources[i].credit, t, 0);
    }
    int n = epoll_wait(poll, ready, 256, idle ? 1 : 0);
    for (int i = 0; i < n; i++) {
      struct source *source = &sources[ready[i].data.u32];
      uint32_t got = (uint32_t)receive(source);
      if (!(rate > 0)) source->credit += got;
    }
    if (t > scan) {
      scan = t + SCAN_EVERY;
      for (int i = 0; i < socket_count; i++) {
        uint32_t gone = give_up(&sources[i], t);
        if (!(rate > 0)) sources[i].credit += gone;
      }
    }
  }
  for (int i = 0; i < socket_count; i++) lost += sources[i].outstanding;
  print(seconds);
  return 0;
}
