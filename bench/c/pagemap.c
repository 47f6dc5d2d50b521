/*
 * Reads the page map of a child that shares an array with its parent, a hundred times, and counts pages: shared, own, not there.
 * Prints the median time of one read in ms.
 * usage: pagemap LENGTH
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 100 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

int main(int argc, char **argv)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), bytes = (size_t)(argc > 1 ? atol(argv[1]) : 10000000) * sizeof(int);
    size_t pages = (bytes + page - 1) / page, shared = 0, own = 0;
    char *array = mmap(NULL, pages * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), path[64];
    uint64_t *words = malloc(pages * sizeof *words);
    double times[ROUNDS];

    if (array == MAP_FAILED || words == NULL)
        return 1;
    madvise(array, pages * page, MADV_NOHUGEPAGE);
    for (size_t i = 0; i < pages; i++)
        array[i * page] = 1;
    pid_t child = fork();
    if (child == 0)
        for (;;)
            pause();
    snprintf(path, sizeof path, "/proc/%d/pagemap", (int)child);
    for (int round = 0; round < ROUNDS; round++) {
        double start = now();
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        size_t got = pread(fd, words, pages * sizeof *words, (off_t)((uintptr_t)array / page * sizeof *words)) / sizeof *words;
        close(fd);
        shared = own = 0;
        for (size_t i = 0; i < got; i++) {
            shared += words[i] >> 63 && !(words[i] >> 56 & 1);
            own += words[i] >> 63 && words[i] >> 56 & 1;
        }
        times[round] = now() - start;
    }
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    if (shared != pages || own != 0)
        return 1;
    qsort(times, ROUNDS, sizeof *times, by_size);
    printf("%.4f\n", times[ROUNDS / 2]);
    return 0;
}
