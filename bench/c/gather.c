// How reports of many ranks come to one screen: what a report costs is measured, and what a tree of gathering processes makes of it is simulated.
//   gather [RANKS...]      for each number of ranks a table: straight to the host of the run, and by trees of some widths
// A report is as large as that of src/Start/ranks.h, and goes through a pipe from one process to another, as there. In a tree each machine has one process,
// which has the reports of its ranks, and passes on in each period what has changed below it: one entry for each rank, or a digest of all of them.

#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define REPORT_BYTES 1064
#define ENTRY_BYTES 16
// Counts by stage, the least and the most progress, and as many ranks that ended otherwise as a screen has rows for.
#define DIGEST_BYTES (64 + 40 * ENTRY_BYTES)
#define PERIOD 0.2
#define RANKS_A_MACHINE 64
#define WIRE 100e-6
#define PERIODS 40
#define SAMPLES 200000

struct costs
{
    double write, read, entry;
};

struct message
{
    double at;
    // When the oldest of what it tells was so, and how many ranks it tells of.
    double oldest;
    int ranks;
};

struct node
{
    struct message *in;
    int count, room;
};

static double cpu(int who)
{
    struct rusage usage;
    getrusage(who, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

// What it costs to write a report and to take one, each by its own process's time, and to merge one entry into a table.
static struct costs measure(void)
{
    static unsigned char board[4096][REPORT_BYTES], entries[4096][ENTRY_BYTES], merged[4096][ENTRY_BYTES];
    unsigned char report[REPORT_BYTES] = {0};
    int pipe_[2];
    if (pipe(pipe_) != 0)
        exit(2);
    pid_t child = fork();
    if (child == 0)
    {
        for (int sample = 0; sample < SAMPLES; sample++)
        {
            memcpy(report, &sample, sizeof sample);
            if (write(pipe_[1], report, sizeof report) != sizeof report)
                _exit(1);
        }
        _exit(0);
    }
    close(pipe_[1]);
    double began = cpu(RUSAGE_SELF);
    while (read(pipe_[0], report, sizeof report) == sizeof report)
    {
        int rank;
        memcpy(&rank, report, sizeof rank);
        memcpy(board[rank % 4096], report, sizeof report);
    }
    struct costs costs = {.read = (cpu(RUSAGE_SELF) - began) / SAMPLES};
    waitpid(child, NULL, 0);
    costs.write = cpu(RUSAGE_CHILDREN) / SAMPLES;
    began = now();
    for (int round = 0; round < 1000; round++)
    {
        for (int index = 0; index < 4096; index++)
        {
            uint32_t rank;
            memcpy(&rank, entries[index], sizeof rank);
            memcpy(merged[(rank + (uint32_t)index) % 4096], entries[index], ENTRY_BYTES);
        }
        // What nobody looks at would not be done.
        __asm__ volatile("" : : "r"(merged) : "memory");
    }
    costs.entry = (now() - began) / (1000.0 * 4096);
    return costs;
}

static void put(struct node *node, struct message message)
{
    if (node->count == node->room)
        node->in = realloc(node->in, (size_t)(node->room = node->room ? 2 * node->room : 64) * sizeof *node->in);
    node->in[node->count++] = message;
}

static int earlier(const void *one, const void *other)
{
    double first = ((const struct message *)one)->at, second = ((const struct message *)other)->at;
    return (first > second) - (first < second);
}

// Each node sends once in a period, at a moment of its own, what has come since.
static void gather(struct node *level, int nodes, struct node *above, int fan, const struct costs *costs, double *busiest)
{
    for (int index = 0; index < nodes; index++)
    {
        struct node *node = &level[index];
        double tick = PERIOD * drand48(), busy = 0, free_at = 0;
        int next = 0;
        qsort(node->in, (size_t)node->count, sizeof *node->in, earlier);
        for (; tick < PERIODS * PERIOD; tick += PERIOD)
        {
            struct message out = {.oldest = INFINITY};
            for (; next < node->count && node->in[next].at <= tick; next++)
            {
                double work = costs->read + node->in[next].ranks * costs->entry;
                free_at = fmax(free_at, node->in[next].at) + work;
                busy += work;
                out.ranks += node->in[next].ranks;
                out.oldest = fmin(out.oldest, node->in[next].oldest);
            }
            if (out.ranks == 0)
                continue;
            out.at = fmax(tick, free_at) + costs->write + WIRE;
            busy += costs->write;
            put(&above[index / fan], out);
        }
        *busiest = fmax(*busiest, busy / (PERIODS * PERIOD));
        free(node->in);
    }
    free(level);
}

static void show(int ranks, const char *way, const struct node *root, int levels, double busiest, const struct costs *costs, int digest)
{
    double from = PERIODS * PERIOD / 4, until = PERIODS * PERIOD, bytes = 0, work = 0, age = 0, free_at = 0;
    int count = 0;
    qsort(root->in, (size_t)root->count, sizeof *root->in, earlier);
    for (int index = 0; index < root->count; index++)
    {
        const struct message *message = &root->in[index];
        double its = costs->read + message->ranks * costs->entry;
        free_at = fmax(free_at, message->at) + its;
        if (message->at < from || message->at >= until)
            continue;
        count++;
        bytes += levels == 0 ? REPORT_BYTES : digest ? DIGEST_BYTES : (double)message->ranks * ENTRY_BYTES;
        work += its;
        age = fmax(age, free_at - message->oldest);
    }
    printf("%7d  %-12s %6d %11.0f %9.0f %8.2f %10.2f %9.0f\n", ranks, way, levels, count / (until - from), bytes / (until - from) / 1000, 100 * work / (until - from), 100 * busiest, 1000 * age);
    free(root->in);
}

static void simulate(int ranks, int fan, const struct costs *costs, int digest)
{
    char way[32];
    int nodes = fan ? (ranks + RANKS_A_MACHINE - 1) / RANKS_A_MACHINE : 1, levels = 0;
    double busiest = 0;
    struct node *level = calloc((size_t)nodes, sizeof *level);
    srand48(ranks + fan);
    for (int rank = 0; rank < ranks; rank++)
    {
        for (double at = PERIOD * drand48(); at < PERIODS * PERIOD; at += PERIOD)
            put(&level[fan ? rank / RANKS_A_MACHINE : 0], (struct message){at, at, 1});
    }
    for (; fan && (nodes > 1 || levels == 0); levels++)
    {
        int above = (nodes + fan - 1) / fan;
        struct node *higher = calloc((size_t)above, sizeof *higher);
        gather(level, nodes, higher, fan, costs, &busiest);
        level = higher;
        nodes = above;
    }
    snprintf(way, sizeof way, fan ? digest ? "%d, digest" : "%d a node" : "straight", fan);
    show(ranks, way, &level[0], levels, busiest, costs, digest);
    free(level);
}

int main(int count, char **words)
{
    static const int usual[] = {64, 640, 10000}, fans[] = {8, 16, 32};
    struct costs costs = measure();
    int several = count > 1 ? count - 1 : 3;
    printf("measured: %.2f us to write a report of %d bytes, %.2f us to take one, %.1f ns to merge an entry of %d bytes\n", costs.write * 1e6, REPORT_BYTES, costs.read * 1e6, costs.entry * 1e9, ENTRY_BYTES);
    printf("simulated: a report of each rank every %.0f ms, %d ranks a machine, %.0f us on the wire\n\n", PERIOD * 1000, RANKS_A_MACHINE, WIRE * 1e6);
    printf("%7s  %-12s %6s %11s %9s %8s %10s %9s\n", "ranks", "gathered", "levels", "messages/s", "kB/s", "CPU %", "a node's %", "age ms");
    for (int at = 0; at < several; at++)
    {
        int ranks = count > 1 ? atoi(words[at + 1]) : usual[at];
        if (ranks < 1 || ranks > 1000000)
            return fprintf(stderr, "%s: expected a number of ranks from 1 to 1,000,000\n", words[at + 1]), 2;
        simulate(ranks, 0, &costs, 0);
        for (int fan = 0; fan < 3; fan++)
            simulate(ranks, fans[fan], &costs, 0);
        simulate(ranks, 16, &costs, 1);
    }
    return 0;
}
