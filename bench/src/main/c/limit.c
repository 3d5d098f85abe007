/*
 * limit - what a UDP server on this kernel can do at most.
 *
 * Answers every query with one fixed A record: no lookup, no check, no count. What is left is
 * the cost of recvmmsg and sendmmsg, which no server gets around. One thread, one socket.
 *
 *   limit PORT      on 127.0.0.1
 *   limit PORT any  on 0.0.0.0, answering from the address that was asked (IP_PKTINFO)
 *   limit PORT shared  on 127.0.0.1 with others that say so (SO_REUSEPORT), one for each processor
 *
 * build: cc -O2 -o limit limit.c
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { BATCH = 64, BUFFER = 2048, HEADER = 12 };

struct control {
  char bytes[CMSG_SPACE(sizeof(struct in_pktinfo))];
};

static struct mmsghdr received[BATCH], answers[BATCH];
static struct iovec room[BATCH], answer_bytes[BATCH];
static struct sockaddr_in clients[BATCH];
static struct control controls[BATCH];
static uint8_t buffers[BATCH][BUFFER];

/* Turns the query into its answer; its length, 0 = none. */
static int answer(uint8_t *message, int length) {
  static const uint8_t record[16] = {0xc0, HEADER, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1};
  if (length < HEADER + 5 || (message[2] & 0x80)) return 0;
  int at = HEADER;
  while (message[at]) {
    at += message[at] + 1;
    if (at >= length - 4) return 0;
  }
  at += 5;
  message[2] = (message[2] & 0x79) | 0x84; /* QR, AA; opcode and RD as asked */
  message[3] = 0;
  memcpy(message + 4, "\0\1\0\1\0\0\0\0", 8); /* a question, an answer, nothing else */
  memcpy(message + at, record, sizeof record);
  return at + (int)sizeof record;
}

static int bound(int port, int any, int shared) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  address.sin_addr.s_addr = htonl(any ? INADDR_ANY : INADDR_LOOPBACK);
  int fd = socket(AF_INET, SOCK_DGRAM, 0), one = 1, size = 4 << 20;
  setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  if (shared) setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
  if (any) setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &one, sizeof one);
  if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0) {
    perror("bind");
    exit(1);
  }
  return fd;
}

int main(int count, char **words) {
  if (count < 2) return 2;
  int any = count > 2 && !strcmp(words[2], "any"), shared = count > 2 && !strcmp(words[2], "shared");
  int fd = bound(atoi(words[1]), any, shared);
  for (int i = 0; i < BATCH; i++) {
    room[i] = (struct iovec){buffers[i], BUFFER - 64};
    received[i].msg_hdr = (struct msghdr){.msg_name = &clients[i], .msg_iov = &room[i], .msg_iovlen = 1};
    answers[i].msg_hdr = (struct msghdr){.msg_iov = &answer_bytes[i], .msg_iovlen = 1};
  }
  for (;;) {
    for (int i = 0; i < BATCH; i++) {
      received[i].msg_hdr.msg_namelen = sizeof clients[i];
      received[i].msg_hdr.msg_control = any ? &controls[i] : NULL;
      received[i].msg_hdr.msg_controllen = any ? sizeof controls[i] : 0;
    }
    int got = recvmmsg(fd, received, BATCH, MSG_WAITFORONE, NULL), out = 0;
    if (got < 0 && errno != EINTR) {
      perror("recvmmsg");
      return 1;
    }
    for (int i = 0; i < got; i++) {
      int length = answer(buffers[i], (int)received[i].msg_len);
      if (!length) continue;
      struct msghdr *from = &received[i].msg_hdr, *to = &answers[out].msg_hdr;
      answer_bytes[out++] = (struct iovec){buffers[i], (size_t)length};
      to->msg_name = from->msg_name;
      to->msg_namelen = from->msg_namelen;
      if (any) {
        ((struct in_pktinfo *)CMSG_DATA((struct cmsghdr *)&controls[i]))->ipi_ifindex = 0;
        to->msg_control = from->msg_control;
        to->msg_controllen = from->msg_controllen;
      }
    }
    for (int done = 0; done < out;) {
      int sent = sendmmsg(fd, answers + done, (unsigned)(out - done), 0);
      done += sent > 0 ? sent : 1;
    }
  }
}
