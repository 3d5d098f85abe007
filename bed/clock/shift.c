/*
 * The wall clock of one process, moved by $CLOCK_SHIFT seconds: preloaded, so that no other process sees it. Monotonic
 * time stays what it is, as it does when a real clock is set. (Time namespaces move everything but the wall clock.)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static long shift(void) {
    const char *seconds = getenv("CLOCK_SHIFT");
    return seconds ? atol(seconds) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    static long seconds;
    if (!real) {
        seconds = shift();
        real = dlsym(RTLD_NEXT, "clock_gettime");
    }
    int result = real(clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        now->tv_sec += seconds;
    }
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec precise;
    (void)zone;
    int result = clock_gettime(CLOCK_REALTIME, &precise);
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return result;
}

time_t time(time_t *store) {
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    if (store) {
        *store = precise.tv_sec;
    }
    return precise.tv_sec;
}
