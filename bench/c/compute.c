/* The compute phase in C: two threads sum halves of an int array. Prints the time from the last start to the last end, in ms. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { THREADS = 2 };

static const int *array;
static long length;
static struct work { pthread_t thread; long start, end; int64_t sum; double began, ended; } works[THREADS];
static pthread_barrier_t gate;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void *run(void *argument)
{
    struct work *work = argument;
    int64_t sum = 0;

    /* As on the sandbox's board: a worker has started when it runs, before it waits for the others. */
    work->began = now();
    pthread_barrier_wait(&gate);
    for (long i = work->start; i < work->end; i++)
        sum += array[i];
    work->sum = sum;
    work->ended = now();
    return NULL;
}

int main(int argc, char **argv)
{
    length = argc > 1 ? atol(argv[1]) : 100000000;
    int *filled = malloc(length * sizeof *filled);
    double began = 0, ended = 0;
    int64_t total = 0;

    if (!filled)
        return 1;
    for (long i = 0; i < length; i++)
        filled[i] = 1 + (unsigned)i * 2654435761u % 100;
    array = filled;
    pthread_barrier_init(&gate, NULL, THREADS);
    for (int i = 0; i < THREADS; i++) {
        works[i].start = length * i / THREADS;
        works[i].end = length * (i + 1) / THREADS;
        pthread_create(&works[i].thread, NULL, run, &works[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(works[i].thread, NULL);
        total += works[i].sum;
        began = works[i].began > began ? works[i].began : began;
        ended = works[i].ended > ended ? works[i].ended : ended;
    }
    printf("%.6f\n", ended - began);
    return total == 0;
}
