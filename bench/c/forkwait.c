/*
 * Forks children that each sum a slice of the array, store it and exit, then waits for them in order: what the sandbox's
 * host does with --model processes --wait in-order. Prints the time for one child, in ms.
 * usage: forkwait CHILDREN LENGTH
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
    long children = argc > 1 ? atol(argv[1]) : 200, length = argc > 2 ? atol(argv[2]) : 10000000;
    pid_t *pids = calloc(children, sizeof *pids);
    int *array = mmap(NULL, length * sizeof *array, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int64_t *results = mmap(NULL, children * sizeof *results, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    double began;

    if (!pids || array == MAP_FAILED || results == MAP_FAILED)
        return 1;
    madvise(array, length * sizeof *array, MADV_NOHUGEPAGE);
    for (long i = 0; i < length; i++)
        array[i] = 1 + (unsigned)i * 2654435761u % 100;
    began = now();
    for (long child = 0; child < children; child++) {
        pids[child] = fork();
        if (pids[child] < 0)
            return 1;
        if (pids[child] == 0) {
            int64_t sum = 0;
            for (long i = child * length / children; i < (child + 1) * length / children; i++)
                sum += array[i];
            results[child] = sum;
            _exit(0);
        }
    }
    for (long child = 0; child < children; child++) {
        int status;
        if (waitpid(pids[child], &status, 0) != pids[child] || status != 0)
            return 1;
    }
    printf("%.6f\n", (now() - began) / children);
    return 0;
}
